import { isObject, stringMember, type Json, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";

/** How the webhooks of an API are signed. The runtime's type of the same name explains the fields. */
export type WebhookScheme = "standard-webhooks" | JsonObject;

const VALUES: Readonly<Record<string, readonly string[] | undefined>> = {
  hash: ["SHA-1", "SHA-256", "SHA-384", "SHA-512"],
  encoding: ["base64", "hex"],
  secret: ["base64", "text"],
};
const TEXTS: readonly string[] = ["header", "prefix", "signed", "timestamp", "timestampPrefix", "id"];

/** The scheme that an overlay names in `x-client-webhooks`. Undefined if none does. */
export function readWebhookScheme(document: JsonObject, report: (problem: Problem) => void): WebhookScheme | undefined {
  const given = document["x-client-webhooks"];
  if (given === undefined) return undefined;
  const fault = faultOf(given);
  if (fault !== undefined) {
    report({
      rule: "webhook-scheme",
      severity: "error",
      message: `x-client-webhooks ${fault}`,
      fix: "correct the overlay that sets it",
      pointer: "#/x-client-webhooks",
    });
    return undefined;
  }
  return isObject(given) ? given : "standard-webhooks";
}

/** The mistake in a scheme. With a misspelt name, a part of the signature would stay unchecked. */
function faultOf(given: Json): string | undefined {
  if (given === "standard-webhooks") return undefined;
  if (!isObject(given)) return "must be standard-webhooks, or describe an HMAC";
  for (const [key, value] of Object.entries(given)) {
    const values = VALUES[key];
    if (values && !values.some((one) => one === value)) return `must have \`${key}\` as one of ${values.join(", ")}`;
    if (!values && !TEXTS.includes(key)) return `has \`${key}\`: it takes ${[...TEXTS, ...Object.keys(VALUES)].join(", ")}`;
    if (!values && (typeof value !== "string" || value === "")) return `must have \`${key}\` as a text`;
  }
  if (!("header" in given)) return "needs `header`, the header that has the signature";
  const signed = stringMember(given, "signed") ?? "{body}";
  if (!signed.includes("{body}")) return "has `signed` without {body}: anybody could change it";
  const lost = ["timestamp", "id"].find((key) => signed.includes(`{${key}}`) !== key in given);
  return lost === undefined ? undefined : `needs \`${lost}\` and {${lost}} in \`signed\` together, or neither`;
}
