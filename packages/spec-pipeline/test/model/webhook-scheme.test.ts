import { expect, test } from "vitest";
import type { Json } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";

const given = (scheme: Json) => readApi({ openapi: "3.1.0", paths: {}, "x-client-webhooks": scheme });

test.each<Json>([
  "standard-webhooks",
  { header: "X-Signature" },
  { header: "X-Sig", prefix: "sha256=", hash: "SHA-1", encoding: "base64", secret: "base64", signed: "v0:{body}" },
  { header: "Sig", timestamp: "Sig", timestampPrefix: "t=", prefix: "v1=", signed: "{timestamp}.{body}" },
  { header: "Sig", id: "Id", signed: "{id}{body}" },
])("%j is a scheme", (scheme) => {
  expect(given(scheme)).toMatchObject({ value: { webhookScheme: scheme }, problems: [] });
});

test.each<readonly [scheme: Json, said: string]>([
  ["svix", "must be standard-webhooks, or describe an HMAC"],
  [{ prefix: "a" }, "needs `header`, the header that has the signature"],
  [{ header: "" }, "must have `header` as a text"],
  [{ header: "a", hash: "MD5" }, "must have `hash` as one of SHA-1, SHA-256, SHA-384, SHA-512"],
  [
    { header: "a", headers: "b" },
    "has `headers`: it takes header, prefix, signed, timestamp, timestampPrefix, id, hash, encoding, secret",
  ],
  [{ header: "a", signed: "{timestamp}", timestamp: "b" }, "has `signed` without {body}: anybody could change it"],
  [{ header: "a", timestamp: "b" }, "needs `timestamp` and {timestamp} in `signed` together, or neither"],
  [{ header: "a", signed: "{id}.{body}" }, "needs `id` and {id} in `signed` together, or neither"],
])("%j is not a scheme", (scheme, said) => {
  expect(given(scheme)).toMatchObject({
    value: { webhookScheme: undefined },
    problems: [
      { rule: "webhook-scheme", severity: "error", message: `x-client-webhooks ${said}`, pointer: "#/x-client-webhooks" },
    ],
  });
});
