/** The parts of a request that an error must not repeat. */
export interface Secrets {
  /** The values of the credentials, as they are sent. */
  readonly values: readonly string[];
  readonly body: BodyInit | null | undefined;
}

/**
 * Removes secrets from a text. A server's response may repeat the credential or the request's body: whole, before encoding, as JSON, in an
 * address, or in other letter case.
 */
export function redact(text: string, { values, body }: Secrets, leastLength = 1): string {
  const tokens = values.flatMap((value) => {
    const token = value.split(" ").pop() ?? "";
    return value.startsWith("Basic ") ? [token, ...atob(token).split(":")] : token;
  });
  const hidden = tokens.flatMap((token) => [token, JSON.stringify(token).slice(1, -1), encodeURIComponent(token)]);
  // An empty object or list is no secret, and is in many responses.
  if (typeof body === "string" && body.length > 2) hidden.push(body);
  const lower = text.toLowerCase();
  const found = hidden.filter((secret) => secret.length >= leastLength && lower.includes(secret.toLowerCase()));
  // The longest first: one secret may be a part of another.
  found.sort((one, other) => other.length - one.length);
  return found.reduce(
    (left, secret) => left.replace(new RegExp(escapeRegExp(secret), secret.length < 4 ? "g" : "gi"), "***"),
    text,
  );
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Headers of a response without the secrets of the request. */
export function redactHeaders(headers: Headers, secrets: Secrets): Headers {
  const entries = [...headers];
  const clean = entries.map((entry) => entry.map((text) => redact(text, secrets)) as [string, string]);
  return String(clean) === String(entries) ? headers : new Headers(clean);
}

/**
 * An error of a `fetch`, made safe as the cause of an error. It stays unchanged if all its contents are visible and free of secrets.
 * Otherwise only its name, message and codes remain. A foreign `fetch` may attach the request to its error, with the key in its headers.
 */
export function redactCause(error: unknown, secrets: Secrets): unknown {
  return isClean(error, secrets, new Set()) ? error : copyOf(error, secrets, 0);
}

/** The number of values that are checked in an error. */
const MOST_VALUES = 500;

function isClean(value: unknown, secrets: Secrets, seen: Set<unknown>): boolean {
  if (typeof value === "string") return redact(value, secrets) === value;
  if (typeof value === "function") return false;
  if (typeof value !== "object" || value === null || seen.has(value)) return true;
  if (seen.add(value).size > MOST_VALUES) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isError = value instanceof Error;
  // Other objects, such as `Headers`, show more than their properties.
  if (!isError && !Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  if (isError && ![value.name, value.message, value.stack].every((text) => isClean(text, secrets, seen))) return false;
  return Reflect.ownKeys(value).every((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (!isClean(key, secrets, seen)) return false;
    return property && "value" in property ? isClean(property.value, secrets, seen) : key === "stack";
  });
}

/** Fields by which programs tell failures apart. */
const TOLD = ["name", "stack", "code", "errno", "syscall", "address", "port", "hostname"] as const;

function copyOf(error: unknown, secrets: Secrets, depth: number): unknown {
  const hide = (value: unknown): unknown => (typeof value === "string" ? redact(value, secrets) : value);
  try {
    const given = Object(error) as Record<string, unknown>;
    const copy = new Error(redact(String(given["message"] ?? error), secrets));
    for (const key of TOLD) {
      const value = given[key];
      if (typeof value === "string" || typeof value === "number")
        Object.defineProperty(copy, key, { value: hide(value), configurable: true, writable: true });
    }
    if (given["cause"] !== undefined && depth < 5) copy.cause = copyOf(given["cause"], secrets, depth + 1);
    return copy;
  } catch {
    return new Error("the thrown value cannot be read");
  }
}

/**
 * A piece of a server's words for a message: without secrets, on one line, cut, and without anything that a terminal, a log or a reader
 * would misread.
 */
export function excerpt(text: string, secrets: Secrets): string {
  return redact(text, secrets).replace(/\s+/g, " ").slice(0, 160).replace(UNSEEN, escaped);
}

/** Controls, characters that turn or hide text, and halves of a character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

function escaped(character: string): string {
  const code = character.codePointAt(0)?.toString(16) ?? "";
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}
