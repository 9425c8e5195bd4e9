import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { readCredentials } from "../../src/init/credentials.ts";

function read(securitySchemes: JsonObject): readonly (readonly [string, string, readonly string[]])[] {
  return readCredentials({ components: { securitySchemes } }).map(({ scheme, kind, options }) => [
    scheme,
    kind,
    options.map(({ name }) => name),
  ]);
}

const KEY: Json = { type: "apiKey", in: "header", name: "X-Key" };

test("each scheme is read as the header that it sends", () => {
  const schemes = {
    Key: KEY,
    Token: { type: "http", scheme: "Bearer" },
    Login: { type: "http", scheme: "basic" },
    InQuery: { type: "apiKey", in: "query", name: "key" },
    InCookie: { type: "apiKey", in: "cookie", name: "sid" },
    Nowhere: { type: "apiKey", in: "body", name: "key" },
    Reference: { $ref: "#/components/securitySchemes/Login2" },
    Login2: { type: "http", scheme: "basic" },
    Digest: { type: "http", scheme: "digest" },
    Certificate: { type: "mutualTLS" },
    Spaces: { type: "apiKey", in: "header", name: "my key" },
    Empty: null,
  };
  expect(read(schemes)).toEqual([
    ["Key", "apiKey", ["key"]],
    ["Token", "bearer", ["accessToken"]],
    ["Login", "basic", ["login", "loginPassword"]],
    ["InQuery", "apiKey", ["inQuery"]],
    ["InCookie", "apiKey", ["inCookie"]],
    ["Nowhere", "unsupported", []],
    ["Reference", "basic", ["reference", "referencePassword"]],
    ["Login2", "basic", ["login2", "login2Password"]],
    ["Digest", "unsupported", []],
    ["Certificate", "unsupported", []],
    ["Spaces", "unsupported", []],
    ["Empty", "unsupported", []],
  ]);
});

test("a scheme of HTTP stands before its key, with the document's letters", () => {
  const securitySchemes = {
    Shared: { type: "http", scheme: "SharedAccessKey" },
    Signed: { type: "http", scheme: "Hawk" },
    Odd: { type: "http", scheme: "two words" },
    Key: { type: "apiKey", in: "header", name: "Authorization" },
  };
  const credentials = readCredentials({ components: { securitySchemes } });
  expect(
    credentials.map(({ scheme, kind, prefix, options }) => [scheme, kind, prefix, options.map(({ comment }) => comment)]),
  ).toEqual([
    ["Shared", "apiKey", "SharedAccessKey", ["Sent as `Authorization: SharedAccessKey`."]],
    ["Signed", "unsupported", "", []],
    ["Odd", "unsupported", "", []],
    ["Key", "apiKey", "", ["Sent as `authorization`. A scheme before the key, as in `Token KEY`, is a part of it."]],
  ]);
});

test("schemes of one kind are told apart by their own names", () => {
  expect(read({ partnerKey: KEY, TeamKey: KEY, Oauth: { type: "oauth2" }, oidc: { type: "openIdConnect" } })).toEqual([
    ["partnerKey", "apiKey", ["partnerKey"]],
    ["TeamKey", "apiKey", ["teamKey"]],
    ["Oauth", "bearer", ["oauth"]],
    ["oidc", "bearer", ["oidc"]],
  ]);
});

test("no option has the name of a reserved word, a member of every object or an existing option", () => {
  expect(
    read({ class: KEY, constructor: KEY, headers: KEY, options: KEY, "default ": KEY }).flatMap(([, , names]) => names),
  ).toEqual(["classSecret", "constructorSecret", "headersSecret", "optionsSecret", "defaultSecret"]);
});

test("client credentials take an id, a secret and a scope beside a token", () => {
  const flows = { clientCredentials: { tokenUrl: "https://acme.test/token", scopes: {} } };
  expect(read({ Oauth: { type: "oauth2", flows } })).toEqual([
    ["Oauth", "clientCredentials", ["accessToken", "clientId", "clientSecret", "scope", "tokenUrl"]],
  ]);
  expect(read({ Oauth: { type: "oauth2", flows }, Token: { type: "http", scheme: "bearer" } })).toEqual([
    ["Oauth", "clientCredentials", ["oauth", "oauthClientId", "oauthClientSecret", "oauthScope", "oauthTokenUrl"]],
    ["Token", "bearer", ["token"]],
  ]);
});
