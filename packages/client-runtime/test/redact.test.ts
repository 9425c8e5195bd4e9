import { expect, test } from "vitest";
import { excerpt, redact } from "../src/redact.ts";

const none = { headers: {}, body: undefined };

test.each([
  ["a key", { "x-api-key": "key-1" }, "wrong key key-1, key-1!", "wrong key ***, ***!"],
  ["a token, with its scheme and without", { authorization: "Bearer t.1" }, "Bearer t.1 / t.1", "Bearer *** / ***"],
  [
    "a basic credential as sent and as it was",
    { authorization: `Basic ${btoa("sid:tok")}` },
    `sid tok ${btoa("sid:tok")}`,
    "*** *** ***",
  ],
  ["a basic credential without a user", { authorization: `Basic ${btoa(":key")}` }, "a key", "a ***"],
])("a text does not repeat %s", (_, headers, text, redacted) => {
  expect(redact(text, { headers, body: undefined })).toBe(redacted);
});

test("a text does not repeat the request's body", () => {
  const body = '{"email":"a@b.test"}';
  expect(redact(`cannot read ${body}`, { headers: {}, body })).toBe("cannot read ***");
});

test("a text without secrets stays as it is", () => {
  expect(redact("a b", none)).toBe("a b");
  expect(redact("a b", { headers: {}, body: "" })).toBe("a b");
  expect(redact('{"context":{}}', { headers: {}, body: "{}" })).toBe('{"context":{}}');
  expect(redact("a Basic-1", { headers: { "x-api-key": "Basic-1" }, body: null })).toBe("a ***");
});

test("an excerpt is on one line, and cut after its secrets were taken out", () => {
  expect(excerpt("a\n\t b", none)).toBe("a b");
  const key = "k".repeat(200);
  expect(excerpt(`${"x".repeat(150)}${key}`, { headers: { key }, body: null })).toBe(`${"x".repeat(150)}***`);
});
