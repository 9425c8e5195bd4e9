import { expect, test } from "vitest";
import { readOutline } from "../../src/init/outline.ts";

const HEAD = "openapi: 3.1.0\ninfo:\n  title: A # not servers:\n  description: |\n    servers:\n";
const document = { openapi: "3.1.0", info: { title: "A", description: "servers:\n" }, servers: [{ url: "https://a.example" }] };

test("version, title and servers are found without reading the rest", () => {
  const rest = "paths:\n  broken: [\nservers:\n  - url: https://a.example\n";
  expect(readOutline(HEAD + rest)).toEqual({ document, mayReferOutside: false, isWebhooksOnly: false });
});

test.each(["$ref: other.yaml", '"$ref": "other.json#/a"', "'$ref' : '../a.yaml'"])("%s may lead outside", (reference) => {
  expect(readOutline(`${HEAD}paths: { /a: { ${reference} } }\n`)?.mayReferOutside).toBe(true);
});

test.each(['$ref: "#/a"', "$ref: '#/a'", "$ref:", "description: see other.yaml"])("%s stays inside", (reference) => {
  expect(readOutline(`${HEAD}paths:\n  /a:\n    ${reference}\n`)?.mayReferOutside).toBe(false);
});

test.each(["swagger: '2.0'\n", "- a\n", "{", "openapi: 4.0.0\n", "info: &a { title: A }\nservers: [*a]\nopenapi: 3.1.0\nx: *b"])(
  "%j is left to the stages, or read without a mistake",
  (text) => {
    expect(() => readOutline(text)).not.toThrow();
  },
);

const HOOKS = "webhooks:\n  born:\n    post: {}\n";

test.each([
  [`${HEAD}${HOOKS}`, true],
  [`${HEAD}paths: {}\n${HOOKS}`, true],
  [`${HEAD}paths: # none yet\n${HOOKS}`, true],
  [`${HEAD}${HOOKS}paths:\n  # the first\n  /a: {}\n`, false],
  [`${HEAD}${HOOKS}paths: { /a: {} }\n`, false],
  [`${HEAD}webhooks: {}\npaths: {}\n`, false],
  [JSON.stringify({ openapi: "3.1.0", webhooks: { a: {} }, paths: {} }), true],
  [JSON.stringify({ openapi: "3.1.0", webhooks: { a: {} }, paths: { "/a": {} } }), false],
])("whether %j describes webhooks alone is %j", (text, isWebhooksOnly) => {
  expect(readOutline(text)).toMatchObject({ isWebhooksOnly });
});

test("a version that is a number is a version", () => {
  expect(readOutline("openapi: 3.1\n")).toMatchObject({ document: { openapi: 3.1 } });
  expect(readOutline("openapi: 3.0\n")).toMatchObject({ document: { openapi: 3 } });
  expect(readOutline("openapi: 30\n")).toBeUndefined();
});
