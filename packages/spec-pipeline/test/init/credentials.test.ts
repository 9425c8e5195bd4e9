import { expect, test } from "vitest";
import { readCredentials } from "../../src/init/credentials.ts";
import type { Json, JsonObject } from "../../src/document/json.ts";

function read(securitySchemes: JsonObject): readonly (readonly [string, string, readonly string[]])[] {
  return readCredentials({ components: { securitySchemes } }).map(({ scheme, kind, options }) => [
    scheme,
    kind,
    options.map(({ name }) => name),
  ]);
}

const KEY: Json = { type: "apiKey", in: "header", name: "X-Key" };

test("each scheme is read as what it sends", () => {
  const schemes = {
    Key: KEY,
    Token: { type: "http", scheme: "Bearer" },
    Login: { type: "http", scheme: "basic" },
    InQuery: { type: "apiKey", in: "query", name: "key" },
    Digest: { type: "http", scheme: "digest" },
    Certificate: { type: "mutualTLS" },
    Spaces: { type: "apiKey", in: "header", name: "my key" },
    Empty: null,
  };
  expect(read(schemes)).toEqual([
    ["Key", "header", ["apiKey"]],
    ["Token", "bearer", ["accessToken"]],
    ["Login", "basic", ["username", "password"]],
    ["InQuery", "unsupported", []],
    ["Digest", "unsupported", []],
    ["Certificate", "unsupported", []],
    ["Spaces", "unsupported", []],
    ["Empty", "unsupported", []],
  ]);
});

test("schemes of one kind are told apart by their own names", () => {
  expect(read({ partnerKey: KEY, TeamKey: KEY, Oauth: { type: "oauth2" }, oidc: { type: "openIdConnect" } })).toEqual([
    ["partnerKey", "header", ["partnerKey"]],
    ["TeamKey", "header", ["teamKey"]],
    ["Oauth", "bearer", ["oauth"]],
    ["oidc", "bearer", ["oidc"]],
  ]);
});

test("no option is called like a word of the language, a member of every object or an option that is there", () => {
  expect(
    read({ class: KEY, constructor: KEY, headers: KEY, options: KEY, "default ": KEY }).flatMap(([, , names]) => names),
  ).toEqual(["classSecret", "constructorSecret", "headersSecret", "optionsSecret", "defaultSecret"]);
});
