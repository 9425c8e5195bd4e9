import { serializeArrayParam, serializeObjectParam } from "openapi-fetch";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { ValueStyle } from "./operation.ts";

type Encode = (text: string) => string;

/**
 * A value in its style, as RFC 6570 defines the styles. Empty if there is no value. openapi-fetch joins the parts that are encoded here: it
 * does not encode names and some reserved characters, and has no form for nested objects.
 *
 * @throws {ConfigurationError} the style has no form for the value.
 */
export function writeParameter(
  call: CallRecord | undefined,
  name: string,
  value: unknown,
  style: ValueStyle,
  encode: Encode = style.allowReserved ? encodeReserved : encodeText,
): string {
  try {
    return writeStyled(encode(name), value, style, encode);
  } catch (cause) {
    const expected = "a value that its style can write: text, finite numbers and booleans, or a list or an object of these";
    throw invalidOption(name, expected, undefined, call, cause);
  }
}

function writeStyled(name: string, given: unknown, { style = "form", contentType, ...rest }: ValueStyle, encode: Encode): string {
  const { explode = style === "form" || style === "cookie" } = rest;
  if (given === undefined || given === null) return "";
  const value = contentType === undefined ? plainOf(given) : writeDocument(given, contentType);
  if (style === "deepObject") return writeDeep(name, value, encode).join("&");
  if (typeof value !== "object") return writeScalar(name, encode(textOf(value)), style);

  const list = Array.isArray(value) ? value.filter(isThere) : Object.entries(value).filter(([, member]) => isThere(member));
  if (list.length === 0) return "";
  const joined = { style, explode, allowReserved: true } as Parameters<typeof serializeArrayParam>[2];
  if (Array.isArray(value) || !explode) {
    const encoded = encodeAll(Array.isArray(value) ? list : list.flat(), encode);
    // Nobody could tell it from what stands between members.
    const delimiter = explode ? undefined : DELIMITERS[style];
    if (encoded.some((text) => delimiter && text.includes(delimiter))) throw new TypeError("a member has the delimiter in it");
    return delimited(serializeArrayParam(name, encoded, joined), style);
  }
  const members = list as [string, unknown][];
  if (style === "simple" || style === "label" || style === "matrix") {
    const encoded = members.map(([key, member]) => [encode(key), encode(textOf(plainOf(member)))]);
    return serializeObjectParam(name, Object.fromEntries(encoded), joined as Parameters<typeof serializeObjectParam>[2]);
  }
  // Each member is a parameter of its own, and may be a list.
  const texts = members.map(([key, member]) =>
    Array.isArray(member)
      ? writeStyled(encode(key), member, { style: "form" }, encode)
      : `${encode(key)}=${encode(textOf(plainOf(member)))}`,
  );
  return texts.filter(Boolean).join("&");
}

function writeScalar(name: string, text: string, style: string): string {
  if (style === "simple") return text;
  if (style === "label") return `.${text}`;
  if (style === "matrix") return text ? `;${name}=${text}` : `;${name}`;
  return `${name}=${text}`;
}

/** `filter[a][b]=1`. Plain members of a list have empty brackets. Objects are numbered, as their members belong together. */
function writeDeep(name: string, value: unknown, encode: Encode): string[] {
  const plain = plainOf(value);
  if (!isThere(plain)) return [];
  if (typeof plain !== "object") return [`${name}=${encode(textOf(plain))}`];
  return Object.entries(plain).flatMap(([key, member]) => {
    const within = Array.isArray(plain) && typeof plainOf(member) !== "object" ? "" : encodeText(key);
    return writeDeep(`${name}%5B${within}%5D`, member, encode);
  });
}

/** The text of a value that is a document of its own: JSON, or the caller's text. */
export function writeDocument(value: unknown, contentType: string): string {
  return isJson(contentType) ? JSON.stringify(value) : textOf(value);
}

export function isJson(contentType: string): boolean {
  return /\bjson\b/.test(contentType);
}

function encodeAll(values: readonly unknown[], encode: Encode): string[] {
  return values.map((value) => encode(textOf(plainOf(value))));
}

/** What stands between members, where it is encoded as it would be within one. */
const DELIMITERS: Readonly<Record<string, string>> = { pipeDelimited: "%7C", spaceDelimited: "%20" };

/** openapi-fetch does not encode a bar. It can only be a delimiter, since everything else is encoded. */
function delimited(text: string, style: string): string {
  return style === "pipeDelimited" ? text.replaceAll("|", "%7C") : text;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A date has its form in JSON. */
function plainOf(value: unknown): Plain {
  const { toJSON } = Object(value) as { toJSON?: () => Plain };
  return typeof toJSON === "function" ? toJSON.call(value) : (value as Plain);
}

/** Whether a value is given. */
type Plain = bigint | boolean | number | object | string;

/** The text of a value that has one form in every style. */
export function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value))
    return String(value);
  throw new TypeError("it has no form as text");
}

/** Encodes all but the unreserved characters of RFC 3986. */
function encodeText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Leaves reserved characters and encoded ones unchanged, except those that would end the value: it has to arrive whole. */
function encodeReserved(text: string): string {
  const parts = text.split(/(%[\da-f]{2}|[!$'()*,/:;=?@])/i);
  return parts.map((part, at) => (at % 2 === 1 ? part : encodeText(part))).join("");
}
