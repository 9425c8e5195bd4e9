import { expect, test } from "vitest";
import { excerpt, redact } from "../src/redact.ts";

const none = { values: [], body: undefined };

test.each([
  ["a key", ["key-1"], "wrong key key-1, key-1!", "wrong key ***, ***!"],
  ["a token, with its scheme and without", ["Bearer t.1"], "Bearer t.1 / t.1", "Bearer *** / ***"],
  ["a basic credential as sent and as it was", [`Basic ${btoa("sid:tok")}`], `sid tok ${btoa("sid:tok")}`, "*** *** ***"],
  ["a basic credential without a user", [`Basic ${btoa(":key")}`], "a key", "a ***"],
])("a text does not repeat %s", (_, values, text, redacted) => {
  expect(redact(text, { values, body: undefined })).toBe(redacted);
});

test("a text does not repeat the request's body", () => {
  const body = '{"email":"a@b.test"}';
  expect(redact(`cannot read ${body}`, { values: [], body })).toBe("cannot read ***");
});

test("a text without secrets stays as it is", () => {
  expect(redact("a b", none)).toBe("a b");
  expect(redact("a b", { values: [], body: "" })).toBe("a b");
  expect(redact('{"context":{}}', { values: [], body: "{}" })).toBe('{"context":{}}');
  expect(redact("a Basic-1", { values: ["Basic-1"], body: null })).toBe("a ***");
});

test("an excerpt is on one line, and cut after its secrets were taken out", () => {
  expect(excerpt("a\n\t b", none)).toBe("a b");
  const key = "k".repeat(200);
  expect(excerpt(`${"x".repeat(150)}${key}`, { values: [key], body: null })).toBe(`${"x".repeat(150)}***`);
});

test.each([
  ["an escape sequence", "\u001b[2Jgone", String.raw`\u001b[2Jgone`],
  ["a sign that turns the text around", "a\u202Eb", String.raw`a\u202eb`],
  ["a character of no width", "a\u200Bb", String.raw`a\u200bb`],
  ["a tag outside of the first plane", "a\u{e0041}b", String.raw`a\u{e0041}b`],
  ["bytes of something that is no text", "\u0000\uFFFD\u0007", "\\u0000\uFFFD\\u0007"],
  ["half a character", "a\uD83D", String.raw`a\ud83d`],
  ["a command for a build server on a line of its own", "a\n::error::b", "a ::error::b"],
])("an excerpt shows %s", (_, text, shown) => {
  expect(excerpt(text, none)).toBe(shown);
});
