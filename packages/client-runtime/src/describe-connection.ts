import type { ConnectionErrorReason } from "./errors.ts";

/** The facts about a request without a usable response. */
export interface LostConnection {
  readonly reason: ConnectionErrorReason;
  /** In words that follow the operation: `found no connection: connection refused by 127.0.0.1:9 (ECONNREFUSED)`. */
  readonly message: string;
  /** The next attempt would end in the same way, as with a certificate that is refused. */
  readonly isLasting: boolean;
}

/** The signs of a failure on a platform, and their meaning. */
interface Sign {
  readonly pattern: RegExp;
  readonly words: (place: string) => string;
  readonly isLasting?: true;
}

// The names are from Node, Bun and their TLS library. The sentences are from Deno, which has no names.
const CERTIFICATE = /CERT|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|\(Connect\): invalid peer certificate/;
const HANDSHAKE =
  /EPROTO|ERR_SSL_\w*(WRONG_VERSION|HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNRECOGNIZED_NAME|UNSUPPORTED)|\(Connect\): received corrupt message/;

/** The failures before any request was sent. The first that fits counts. */
const unsent: readonly Sign[] = [
  { pattern: /ECONNREFUSED|ConnectionRefused|[Cc]onnection refused/, words: (place) => `connection refused by ${place}` },
  {
    pattern: /ENOTFOUND|EAI_\w+|DNS|dns error/,
    words: (place) => `the name of ${place} does not resolve`,
  },
  { pattern: /EHOSTUNREACH|ENETUNREACH/, words: (place) => `${place} cannot be reached` },
  { pattern: /CONNECT_TIMEOUT|\(Connect\): .*timed out/, words: (place) => `no connection to ${place} in time` },
  { pattern: CERTIFICATE, words: (place) => `the certificate of ${place} is refused`, isLasting: true },
  { pattern: HANDSHAKE, words: (place) => `the TLS handshake with ${place} failed`, isLasting: true },
  { pattern: /before secure TLS|\(Connect\): tls handshake/, words: (place) => `the TLS handshake with ${place} broke off` },
  {
    pattern: /^bad port|to port \d+ are blocked/,
    words: (place) => `the platform refuses the port of ${place}`,
    isLasting: true,
  },
  { pattern: /FailedToOpenSocket|client error \(Connect\)/, words: (place) => `no connection to ${place}` },
];

/** Describes an error of a `fetch`. If the platform gives no name, the request may have been sent. */
export function describeConnection(error: unknown, url: string): LostConnection {
  const { name, detail, text, address } = readFailure(error);
  const place = address ?? hostOf(url);
  const sign = unsent.find(({ pattern }) => pattern.test(text));
  const known = name ? ` (${name})` : "";
  if (sign) {
    const words = sign.words(place) + (known || `: ${detail}`);
    return { reason: "not-sent", message: `found no connection: ${words}`, isLasting: sign.isLasting === true };
  }
  const isClosed = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ConnectionClosed)$/.test(name);
  const words = isClosed ? `closed by ${place}${known}` : name && !detail.includes(name) ? `${detail} (${name})` : detail;
  return { reason: "interrupted", message: `lost its connection: ${words}`, isLasting: false };
}

interface Failure {
  /** The platform's name for it: `ECONNREFUSED`. */
  readonly name: string;
  readonly detail: string;
  readonly text: string;
  readonly address: string | undefined;
}

interface ErrorFields {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
}

/** The error that `fetch` hides in the cause of its TypeError. If several addresses were tried, the first one's. */
function readFailure(error: unknown): Failure {
  const { cause = error }: ErrorFields = Object(error);
  const fields: ErrorFields = Object(cause);
  const [first]: readonly ErrorFields[] = Array.isArray(fields.errors) ? (fields.errors as ErrorFields[]) : [];
  const { address = first?.address, port = first?.port } = fields;
  // A DOMException has a number for its code, which has no information.
  const code = [fields.code, first?.code, (Object(error) as ErrorFields).code].find((value) => typeof value === "string");
  const message = typeof fields.message === "string" && fields.message ? fields.message : String(cause);
  const kind = typeof fields.name === "string" && !/^(Type)?Error$/.test(fields.name) ? `${fields.name}: ` : "";
  const [line = ""] = (kind + message).split("\n");
  return {
    name: typeof code === "string" ? code : "",
    detail: line.slice(0, 160),
    // Sentences are read if there is no name, or a name that also means a connection that was open.
    text: typeof code !== "string" ? message : code === "ECONNRESET" ? `${code} ${message}` : code,
    address: typeof address === "string" ? (typeof port === "number" ? `${address}:${port}` : address) : undefined,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the server";
}
