import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";

function apiWith(root: Json, own: Readonly<Record<string, Json>>): ReturnType<typeof readApi> {
  const responses = { 200: { description: "ok" } };
  const paths = Object.entries(own).map(([id, security]): [string, JsonObject] => [
    `/${id}`,
    { get: { operationId: id, responses, ...(security === null ? {} : { security }) } },
  ]);
  const securitySchemes = { key: { type: "apiKey", in: "header", name: "X-Key" }, token: { type: "http", scheme: "bearer" } };
  return readApi({ openapi: "3.1.0", security: root, paths: Object.fromEntries(paths), components: { securitySchemes } });
}

test.each([
  ["what is defined is asked for", [{ key: [] }, { token: [], key: [] }], [["key"], ["token", "key"]]],
  ["an alternative with an unknown scheme is left out", [{ lost: [] }, { key: [] }], [["key"]]],
  ["one of a known and an unknown scheme gives way", [{ key: [], lost: [] }, { token: [] }], [["token"]]],
  ["alone, it goes without the unknown one", [{ key: [], lost: [] }], [["key"]]],
  ["an unknown scheme alone is not asked for", [{ lost: [] }], []],
  ["no credential is an alternative where the document says so", [{ lost: [] }, {}], [[]]],
])("%s", (_what, security, expected) => {
  const { value } = apiWith(null, { a: security });
  expect(value.operations[0]?.security.map((schemes) => [...schemes.keys()])).toEqual(expected);
});

test("unknown schemes are one warning, however many operations ask for them", () => {
  const { problems } = apiWith([{ lost: [] }], {
    a: null,
    b: null,
    c: [{ gone: [], lost: [] }],
    d: [{ key: [] }],
    e: null,
    f: [],
  });
  expect(problems).toEqual([
    {
      rule: "security-unknown",
      severity: "warning",
      message: "the security schemes gone, lost, asked for by a, b, c and 1 more, are not defined: calls go without them",
      fix: "define it with an overlay",
      pointer: "#/security",
    },
  ]);
});
