import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeUnreadable, isCutJson } from "../src/describe-unreadable.ts";

describe("isCutJson", () => {
  test("is true for an object or a list that is cut anywhere", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.object({ maxDepth: 4 }), fc.array(fc.jsonValue(), { minLength: 1 })).map((value) => JSON.stringify(value)),
        fc.nat(),
        (text, at) => {
          const cut = text.slice(0, 1 + (at % (text.length - 1)));
          expect(isCutJson(cut)).toBe(true);
        },
      ),
    );
  });

  test("is false for JSON that is whole, also with something after it", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom("", " ", "x", "}", "]"), (text, more) => {
        expect(isCutJson(text + more)).toBe(false);
      }),
    );
  });

  test.each(["", "<html>{", "OK", "undefined", "nul"])("is false for text that never was JSON: %j", (text) => {
    expect(isCutJson(text)).toBe(false);
  });
});

test.each([
  ["", "empty", "without a body"],
  [" \n", "empty", "without a body"],
  ['{"a":[1,', "truncated", "its JSON breaks off after 8 characters"],
  ["<html>key-1", "not-json", "with text/html instead of JSON: <html>***"],
])("%j is called %s", (text, reason, message) => {
  expect(describeUnreadable(text, "text/html", { values: ["key-1"], body: undefined })).toEqual({
    reason,
    message,
  });
});

test("a content type that repeats the key does not show it, nor all of its length", () => {
  const secrets = { values: ["key-1"], body: undefined };
  const { message } = describeUnreadable("hi", `text/key-1; ${"x".repeat(5000)}`, secrets);
  expect(message).toContain("with text/***; xxx");
  expect(message.length).toBeLessThan(400);
});
