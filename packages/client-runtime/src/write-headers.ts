import { type CallRecord, invalidOption } from "./errors.ts";
import type { OperationDescriptor } from "./operation.ts";
import { writeParameter } from "./write-parameter.ts";

type Styles = OperationDescriptor["styles"];

/** The headers of a call's input, with its cookies. Nothing is percent-encoded in a header. */
export function writeHeaders(
  call: CallRecord,
  styles: Styles,
  { header = {}, cookie = {} }: { readonly header?: object | undefined; readonly cookie?: object | undefined } = {},
): Record<string, string> {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of Object.entries(header)) {
    const style = styles?.header?.[name];
    const isDocument = style?.contentType !== undefined;
    const encode = isDocument || Object(value) !== value ? asItIs : asMember;
    const text = writeParameter(call, name, value, { style: "simple", ...style }, encode);
    // JSON has escapes for characters that no header can have.
    if (!text && value !== "") continue;
    const written = sendable(call, name, isDocument ? escapeJson(text) : text);
    // There is one header of cookies.
    if (name.toLowerCase() === "cookie") cookies.push(written);
    else headers[name] = written;
  }
  cookies.push(...Object.entries(cookie).map(([name, value]) => writeCookie(call, name, value, styles)));
  const all = cookies.filter(Boolean).join("; ");
  if (all) headers["cookie"] = sendableCookie(call, all);
  return headers;
}

function sendable(call: CallRecord, name: string, text: string): string {
  try {
    new Headers().set(name, text);
    return text;
  } catch (cause) {
    throw invalidOption(name, "a value without what a header cannot hold", undefined, call, cause);
  }
}

function asItIs(text: string): string {
  return text;
}

/** A comma would divide a member in two, but for one in quotes. */
function asMember(text: string): string {
  if (text.replaceAll(/"(?:[^"\\]|\\.)*"/g, "").includes(",")) throw new TypeError("a member has a delimiter in it");
  return text;
}

function escapeJson(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A list that is exploded is several cookies. */
function writeCookie(call: CallRecord, name: string, value: unknown, styles: Styles): string {
  const style = styles?.cookie?.[name] ?? {};
  const text = writeParameter(call, name, value, style).replaceAll("&", "; ");
  if (style.style !== "cookie") return text;
  // This style encodes nothing, so a value must be one that a cookie can have.
  const plain = decodeURIComponent(text);
  if (/%(3B|2C|22|5C|20)/.test(text)) throw invalidOption(name, "free of characters that a cookie cannot hold", undefined, call);
  return plain;
}

/** A browser silently leaves out the cookies of a program. */
function sendableCookie(call: CallRecord, cookie: string): string {
  if (new Request("https://localhost", { headers: { cookie } }).headers.has("cookie")) return cookie;
  throw invalidOption("cookie", "left out in a browser, which lets no program set one", undefined, call);
}
