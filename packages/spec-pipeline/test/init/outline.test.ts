import { expect, test } from "vitest";
import { readOutline } from "../../src/init/outline.ts";

const HEAD = "openapi: 3.1.0\ninfo:\n  title: A # not servers:\n  description: |\n    servers:\n";
const document = { openapi: "3.1.0", info: { title: "A", description: "servers:\n" }, servers: [{ url: "https://a.example" }] };

test("version, title and servers are found without reading the rest", () => {
  const rest = "paths:\n  broken: [\nservers:\n  - url: https://a.example\n";
  expect(readOutline(HEAD + rest)).toEqual({ document, mayReferOutside: false });
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
