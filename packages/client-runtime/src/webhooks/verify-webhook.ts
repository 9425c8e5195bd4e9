import { checkNames, kindOf } from "../check-names.ts";
import { invalidOption } from "../errors.ts";
import { WebhookError } from "./webhook-error.ts";
import { type HmacScheme, hmacSchemeOf, type WebhookScheme } from "./webhook-scheme.ts";

/** A request as it came: a `Request` whose body has not been read, or its headers and the bytes or text of its body. */
export type SignedRequest =
  | Request
  | { readonly headers: Headers | HeaderRecord; readonly body: ArrayBuffer | Uint8Array | string };

/** Headers by name, as Node's server gives them. */
type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** The secret of the webhook, or several during a change of secrets. */
  readonly secret: string | readonly string[];
  /** The largest difference between the time of the signature and now, before or after. @default 300_000 */
  readonly toleranceMs?: number | undefined;
  /** The time in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/**
 * The payload of a webhook, after its signature is verified. It may have come before: compare its id with those that you have handled.
 *
 * @throws {WebhookError} no secret confirms the signature by the scheme, within the tolerance; its body is no JSON.
 * @throws {ConfigurationError} no secret; a body that was parsed already.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a client says what its vendor signs
export async function verifyWebhook<Payload = unknown>(
  scheme: WebhookScheme,
  request: SignedRequest,
  options: VerifyOptions,
): Promise<Payload> {
  const text = await verifySignature(scheme, request, options);
  try {
    return JSON.parse(text) as Payload;
  } catch {
    throw new WebhookError("not-json", "The signature is right, but the body is not JSON.");
  }
}

/**
 * The text of a body, after its signature is verified.
 *
 * @throws {WebhookError} as {@link verifyWebhook}.
 * @throws {ConfigurationError} as {@link verifyWebhook}.
 */
export async function verifySignature(given: WebhookScheme, request: SignedRequest, options: VerifyOptions): Promise<string> {
  const scheme = hmacSchemeOf(given);
  const { prefix = "", signed = "{body}", encoding = "hex", timestampPrefix = "" } = scheme;
  const keys = await readKeys(scheme, options);
  const body = await readBytes(request);
  const header = readerOf(request);
  const signatures = partsOf(header(scheme.header), prefix).map((text) => decode(text, encoding));
  const [timestamp] = partsOf(scheme.timestamp === undefined ? "" : header(scheme.timestamp), timestampPrefix);
  const id = scheme.id === undefined ? "" : header(scheme.id);
  if (scheme.timestamp !== undefined && !/^\d{1,12}$/.test(timestamp ?? ""))
    throw new WebhookError("unsigned", `The header ${scheme.timestamp} has no time in seconds.`);
  if (scheme.id !== undefined && id === "") throw new WebhookError("unsigned", `The header ${scheme.id} is missing.`);
  if (signatures.length === 0)
    throw new WebhookError(
      "unsigned",
      `The header ${scheme.header} has no signature${prefix && ` that begins with "${prefix}"`}.`,
    );
  const content = contentOf(signed, { body, id, timestamp: timestamp ?? "" });
  if (!(await isSigned(keys, signatures, content)))
    throw new WebhookError(
      "wrong-signature",
      "The signature does not fit this body and secret. Was the body parsed and written again?",
    );
  if (timestamp !== undefined && scheme.timestamp !== undefined) checkTime(Number(timestamp) * 1000, options);
  return new TextDecoder().decode(body);
}

/** Whether one of the signatures belongs to the content. The platform compares in constant time. */
async function isSigned(
  keys: readonly CryptoKey[],
  signatures: readonly (Uint8Array<ArrayBuffer> | undefined)[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const key of keys) {
    for (const signature of signatures)
      if (signature && (await crypto.subtle.verify("HMAC", key, signature, content))) return true;
  }
  return false;
}

function checkTime(signedMs: number, { toleranceMs = 300_000, now = Date.now }: VerifyOptions): void {
  const ageMs = now() - signedMs;
  if (ageMs > toleranceMs) throw new WebhookError("too-old", `It was signed ${ageMs} ms ago, with toleranceMs ${toleranceMs}.`);
  if (-ageMs > toleranceMs)
    throw new WebhookError("too-new", `It will be signed in ${-ageMs} ms, with toleranceMs ${toleranceMs}.`);
}

async function readKeys({ hash = "SHA-256", secret: form = "text" }: HmacScheme, options: VerifyOptions): Promise<CryptoKey[]> {
  checkNames("the options", options, ["secret", "toleranceMs", "now"]);
  const { secret, toleranceMs = 0 } = options;
  if (!(Number.isFinite(toleranceMs) && toleranceMs >= 0)) throw invalidOption("toleranceMs", "a number from 0", toleranceMs);
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  if (secrets.length === 0) throw invalidOption("secret", "a text, or a list of at least one");
  return Promise.all(
    secrets.map(async (each) => {
      const isText = typeof each === "string" && each !== "";
      const bytes = isText ? (form === "text" ? encodeText(each) : decode(each.replace(/^whsec_/, ""), "base64")) : undefined;
      if (!bytes?.length)
        throw invalidOption("secret", form === "text" ? "a text that is not empty" : "base64, which may stand behind whsec_");
      return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash }, false, ["verify"]);
    }),
  );
}

/** The signed bytes. A body that was parsed and written again may differ in a space. */
async function readBytes(request: SignedRequest): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof Request === "function" && request instanceof Request) {
    if (request.bodyUsed) throw invalidOption("the request", "a request with an unread body");
    return new Uint8Array(await request.arrayBuffer());
  }
  const { body }: { readonly body?: unknown } = request;
  if (typeof body === "string") return encodeText(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw invalidOption("body", "the raw bytes or text of the request", kindOf(body));
}

/** Reads a header. The case of its name does not matter. */
function readerOf({ headers }: SignedRequest): (name: string) => string {
  if (typeof Headers === "function" && headers instanceof Headers) return (name) => headers.get(name) ?? "";
  const entries = Object.entries(headers as HeaderRecord);
  return (name) => {
    const found = entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? "";
    return typeof found === "string" ? found : found.join(",");
  };
}

/** The parts of a header that begin with a prefix, without it. A prefix may contain the comma that otherwise ends a part. */
function partsOf(header: string, prefix: string): readonly string[] {
  const parts = prefix.includes(",") ? header.split(/\s+/) : header.split(/[\s,]+/);
  return parts.filter((part) => part.startsWith(prefix) && part.length > prefix.length).map((part) => part.slice(prefix.length));
}

/** The bytes that were signed. Those of the body are as they came. */
function contentOf(
  signed: string,
  { body, ...texts }: { readonly body: Uint8Array<ArrayBuffer>; readonly id: string; readonly timestamp: string },
): Uint8Array<ArrayBuffer> {
  const parts = signed.split(/(\{(?:body|id|timestamp)\})/).map((part) => {
    if (part === "{body}") return body;
    return encodeText(part === "{id}" ? texts.id : part === "{timestamp}" ? texts.timestamp : part);
  });
  const content = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}

function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The bytes of a text. Undefined if it has another encoding. */
function decode(text: string, encoding: "base64" | "hex"): Uint8Array<ArrayBuffer> | undefined {
  if (encoding === "hex") {
    if (!/^(?:[\da-f]{2})+$/i.test(text)) return undefined;
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
