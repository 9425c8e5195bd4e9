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
    return writeStyled(encodeText(name), value, style, encode);
  } catch (cause) {
    const expected =
      "a value that its style can write: text, finite numbers and booleans, or a list or an object of these, without its delimiter within one";
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
    const encoded = (Array.isArray(value) ? list : list.flat()).map((member) => writeMember(member, style, explode, encode));
    return delimited(serializeArrayParam(name, encoded, joined), style);
  }
  const members = list as [string, unknown][];
  if (style === "simple" || style === "label" || style === "matrix") {
    const encoded = members.map(([key, member]) => {
      const written = writeMember(key, style, explode, encode === encodeReserved ? encodeText : encode);
      if (written.includes("=")) throw new TypeError("a member has a delimiter in it");
      return [written, writeMember(member, style, explode, encode)];
    });
    return serializeObjectParam(name, Object.fromEntries(encoded), joined as Parameters<typeof serializeObjectParam>[2]);
  }
  // Each member is a parameter of its own, and may be a list.
  const texts = members.map(([key, member]) =>
    Array.isArray(member)
      ? writeStyled(encodeText(key), member, { style: "form" }, encode)
      : `${encodeText(key)}=${encode(textOf(plainOf(member)))}`,
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
    // It would be read as a list, or as two names.
    if (key === "" || key.includes("][")) throw new TypeError("a member has a delimiter in it");
    const within = Array.isArray(plain) && typeof plainOf(member) !== "object" ? "" : encodeText(key);
    return writeDeep(`${name}%5B${within}%5D`, member, encode);
  });
}

/** The text of a value that is a document of its own: JSON, or the caller's text. */
export function writeDocument(value: unknown, contentType: string): string {
  return isJson(contentType) ? JSON.stringify(value) : textOf(plainOf(value));
}

export function isJson(contentType: string): boolean {
  return /^[^;]*\bjson\b/i.test(contentType);
}

/** A member of a value that is written in one text. What stands between members is encoded within one, or refused. */
function writeMember(value: unknown, style: string, isExploded: boolean, encode: Encode): string {
  const text = encode(textOf(plainOf(value)));
  const delimiter = isExploded ? EXPLODED[style] : (JOINED[style] ?? ",");
  if (encode === encodeReserved && (delimiter === "," || delimiter === ";"))
    return text.replaceAll(delimiter, encodeURIComponent);
  // Other places encode a comma or have their own rule for it. Nobody could tell these from the delimiter of members.
  if (delimiter && delimiter !== "," && text.includes(delimiter)) throw new TypeError("a member has a delimiter in it");
  return text;
}

/** What stands between members: as it is written, which for a bar and a space is encoded. */
const JOINED: Readonly<Record<string, string>> = { pipeDelimited: "%7C", spaceDelimited: "%20" };
const EXPLODED: Readonly<Record<string, string>> = { label: ".", matrix: ";", simple: "," };

/** openapi-fetch does not encode a bar. It can only be a delimiter, since everything else is encoded. */
function delimited(text: string, style: string): string {
  return style === "pipeDelimited" ? text.replaceAll("|", "%7C") : text;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Whether a value is a list or an object in JSON. */
export function isComplex(value: unknown): boolean {
  return isThere(value) && typeof plainOf(value) === "object";
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
