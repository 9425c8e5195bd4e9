import { type CallError, type CallRecord, invalidOption, type OperationName } from "./errors.ts";
import type { Validator } from "./operation.ts";

/**
 * The limits of a call. A client has them for all its calls, and each call may set its own.
 *
 * @throws {ConfigurationError} a limit that is not a whole number, or above 2 147 483 647 (the longest time that a timer can hold).
 */
export interface CallLimits {
  /** Milliseconds for one attempt, including reading its body. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for the whole call: all attempts, the waits between them, and reading a stream. @default no limit */
  readonly totalTimeoutMs?: number | undefined;
  /** Longest silence of an event stream, in milliseconds. A comment in the stream ends a silence. @default 60_000 */
  readonly idleTimeoutMs?: number | undefined;
  /** Attempts after the first. @default 2 */
  readonly maxRetries?: number | undefined;
  /** If a server asks for a longer wait, in milliseconds, there is no retry: the error of its response is thrown at once. @default 60_000 */
  readonly maxRetryDelayMs?: number | undefined;
  /** Most bytes of a JSON or text body, or longest single event of a stream, after decompression. @default 268_435_456 (256 MiB) */
  readonly maxResponseBytes?: number | undefined;
}

/** Headers in any form that the platform's `Headers` takes: an object by name, pairs, a `Map`, `Headers`. */
export type GivenHeaders = Iterable<readonly [string, string]> | Readonly<Record<string, string | undefined>>;

/**
 * The options of one call.
 *
 * @throws {ConfigurationError} an option that does not exist, or one of the wrong kind. No request is made.
 */
export interface RequestOptions extends CallLimits {
  /** Ends the call at once, at any point. The call then throws the signal's reason, unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** Sent with the client's own headers. A header that carries a credential is refused. */
  readonly headers?: GivenHeaders | undefined;
  /** Lets a stream end before it has sent the rows that it promised. @default false */
  readonly allowIncomplete?: boolean | undefined;
  /**
   * Lets a method or `call` send params that the spec does not know, or that it refuses. The API decides. A name that the spec does not
   * know goes into the body if the method takes its fields, else into the query. @default false
   */
  readonly unchecked?: boolean | undefined;
}

/** The option of an operation that takes its body in several media types. */
export interface BodyChoice<ContentType> {
  /** The media type that the body is sent as. The comment of the operation names the default. */
  readonly contentType?: ContentType | undefined;
}

/** The option of an operation that responds in several media types. */
export interface ResponseChoice<Accept> {
  /** The media type that the response is read as. The comment of the operation names the default. */
  readonly accept?: Accept | undefined;
}

/** The argument that every hook gets. */
export interface HookEvent {
  /** The operation that is called. */
  readonly operation: OperationName;
  /** Of HTTP: `POST`. */
  readonly method: string;
  /** Without the query, which may have personal data. */
  readonly url: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** The argument of `onResponse`. The body is not read yet. */
export interface ResponseEvent extends HookEvent {
  /** The status of HTTP: 200. */
  readonly status: number;
  /** The response's headers, such as the rest of a rate limit. */
  readonly headers: Headers;
  /** Milliseconds from the start of this attempt to the headers of its response. */
  readonly durationMs: number;
}

/** The argument of `onRetry`: the attempt that failed. */
export interface RetryEvent extends HookEvent {
  /** How the attempt failed. */
  readonly error: CallError;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
}

/** Called during a call. A hook that throws fails the call. A hook that returns a promise is waited for. */
export interface Hooks {
  /** Before each attempt. */
  readonly onRequest?: ((event: HookEvent) => unknown) | undefined;
  /** After the headers of each response, whatever its status. */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Before the wait for another attempt. */
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

/** Any function that responds like the platform's `fetch`. It gets a URL as a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The options of all clients. The limits are inherited, as each call can set the same ones. */
export interface ClientOptions extends CallLimits {
  /** The API's address. https, or a loopback address. @default the vendor's */
  readonly baseUrl?: string | undefined;
  /**
   * The addresses of the API's other servers, by the address that its documentation gives some operations. https, or a loopback address. A
   * client with its own `baseUrl` calls no other host that is not here. @default these addresses themselves
   */
  readonly servers?: Readonly<Record<string, string>> | undefined;
  /**
   * Makes the requests: a mock, or a `fetch` that goes through a proxy.
   * @default globalThis.fetch at the time of a call
   */
  readonly fetch?: Fetch | undefined;
  /** Sent with every request. A header that carries a credential is refused. */
  readonly headers?: GivenHeaders | undefined;
  /** Functions that are called with every attempt, for logs and measurements. */
  readonly hooks?: Hooks | undefined;
  /** Allows a secret key in a browser, where anyone who opens the page can read it. @default false */
  readonly allowBrowser?: boolean | undefined;
  /** Checks every response: the `outputValidators` of the client's `./validators` entry point. @default responses are not checked */
  readonly validate?: Readonly<Record<string, Validator>> | undefined;
}

/** Limits with their defaults filled in. */
export interface Limits {
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number | undefined;
  readonly idleTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
  readonly maxResponseBytes: number;
}

const defaultLimits: Limits = {
  timeoutMs: 60_000,
  totalTimeoutMs: undefined,
  idleTimeoutMs: 60_000,
  maxRetries: 2,
  maxRetryDelayMs: 60_000,
  maxResponseBytes: 2 ** 28,
};

/** The limits by name. */
export const limitNames = Object.keys(defaultLimits) as readonly (keyof Limits)[];

/** Checks the given limits, and puts them over the others. */
export function resolveLimits(given: CallLimits, base: Limits = defaultLimits, call?: CallRecord): Limits {
  let limits = base;
  for (const name of limitNames) {
    const value = given[name];
    if (value === undefined) continue;
    if (!Number.isInteger(value) || value < Number(!name.startsWith("max")) || value >= 2 ** 31) {
      throw invalidOption(name, "a whole number from 1 (0 for a max), below 2 ** 31", value, call);
    }
    limits = { ...limits, [name]: value };
  }
  return limits;
}
