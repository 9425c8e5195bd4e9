import { expect, test } from "vitest";
import { describeError } from "../src/describe-error.ts";

test.each([
  [
    400,
    { statusCode: 400, message: "limit must be integer", apiErrorCode: "VALIDATION_FAILED" },
    "limit must be integer (VALIDATION_FAILED)",
  ],
  [429, { message: "Slow down", rsCode: "RS033" }, "Slow down (RS033: the rate limit is reached)"],
  [401, { message: "No", apiErrorCode: "UNAUTHORIZED", rsCode: "RS045" }, "No (UNAUTHORIZED, RS045: credentials are missing)"],
  [400, { rsCode: "RS047" }, "(RS047: only over TLS)"],
  [400, { rsCode: "RS051" }, "(RS051: not for this kind of program)"],
  [500, { message: "Oops", rsCode: "RS014" }, "Oops (RS014: temporary, try again)"],
  [500, { message: "Oops", rsCode: "RS027" }, "Oops (RS027: temporary, try again)"],
  [400, { message: "Odd", rsCode: "RS099" }, "Odd (RS099)"],
  [400, { message: "Odd", rsCode: null }, "Odd"],
  [400, { message: "Odd", rsCode: "constructor" }, "Odd (constructor)"],
  [403, { message: "Disabled" }, "Disabled (Open endpoints are disabled by default: the vendor's support enables them.)"],
])("the words for a %i with %o", (status, body, words) => {
  expect(describeError(status, body).words).toBe(words);
});

test.each([[null], [[]], [{}], [{ message: 5, apiErrorCode: { a: 1 } }], [12], [""]])(
  "a body of another shape, %o, has no words",
  (body) => {
    expect(describeError(500, body)).toEqual({ words: undefined, fields: {} });
  },
);

test("a body that is a text is shown, cut", () => {
  expect(describeError(502, `<html>${"x".repeat(900)}`).words).toBe(`<html>${"x".repeat(194)}`);
});

test("the codes are fields if they are texts", () => {
  expect(describeError(400, { apiErrorCode: "VALIDATION_FAILED", rsCode: null }).fields).toEqual({
    apiErrorCode: "VALIDATION_FAILED",
  });
  expect(describeError(429, { rsCode: "RS033", apiErrorCode: 7 }).fields).toEqual({ rsCode: "RS033" });
});
