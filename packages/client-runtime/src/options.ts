import { type CallError, type CallRecord, invalidOption, type OperationName } from "./errors.ts";
import type { Validator } from "./operation.ts";

/**
 * The limits of a call. A client has them for all its calls, and each call may set its own.
 *
 * @throws {ConfigurationError} a limit that is not a whole number, or above 2 147 483 647 (the longest time that a timer can hold).
 */
export interface CallLimits {
  /** Time for one attempt, including reading its body. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Time for the whole call: all attempts, the waits between them, and reading a stream. @default no limit */
  readonly totalTimeoutMs?: number | undefined;
  /** Longest silence of an event stream; a comment counts as life. @default 60_000 */
  readonly idleTimeoutMs?: number | undefined;
  /** Attempts after the first. @default 2 */
  readonly maxRetries?: number | undefined;
  /** A server that asks to wait longer than this gets no retry: its answer is thrown at once. @default 60_000 */
  readonly maxRetryDelayMs?: number | undefined;
  /** Longest JSON or text body, or longest single event of a stream, after decompression. @default 268_435_456 (256 MiB) */
  readonly maxResponseBytes?: number | undefined;
}

/** Headers in any form that the platform's `Headers` takes: an object by name, pairs, a `Map`, `Headers`. */
export type GivenHeaders = Iterable<readonly [string, string]> | Readonly<Record<string, string | undefined>>;

/**
 * What one call may set.
 *
 * @throws {ConfigurationError} an option that does not exist, or one of the wrong kind. No request is made.
 */
export interface RequestOptions extends CallLimits {
  /** Ends the call at once, wherever it is; the call then throws the signal's reason, untouched. */
  readonly signal?: AbortSignal | undefined;
  /** Sent with the client's own headers. A header that carries a credential is refused. */
  readonly headers?: GivenHeaders | undefined;
  /** Lets a stream end before it has sent the rows that it promised. @default false */
  readonly allowIncomplete?: boolean | undefined;
  /**
   * Lets a method or `call` send params that the spec does not know, or that it refuses, and leaves it to the API. A name that the spec does not know
   * goes into the body where the method takes its fields, else into the query.
   * @default false
   */
  readonly unchecked?: boolean | undefined;
}

/** What every hook is told. */
export interface HookEvent {
  readonly operation: OperationName;
  readonly method: string;
  /** Without the query, which may hold personal data. */
  readonly url: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** What `onResponse` is told; the body is not read yet. */
export interface ResponseEvent extends HookEvent {
  readonly status: number;
  /** The answer's, such as what is left of a rate limit. */
  readonly headers: Headers;
  readonly durationMs: number;
}

/** Called as a call goes on. A hook that throws fails the call; a hook that returns a promise is waited for. */
export interface Hooks {
  readonly onRequest?: ((event: HookEvent) => unknown) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  readonly onRetry?: ((event: HookEvent & { readonly error: CallError; readonly delayMs: number }) => unknown) | undefined;
}

/** Any function that answers like the platform's `fetch`. It is given a URL as a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What all clients can be given. The limits are inherited, as each call can set the same ones. */
export interface ClientOptions extends CallLimits {
  /** Where the API is. https, or a loopback address. @default the vendor's */
  readonly baseUrl?: string | undefined;
  /**
   * Where the API's other servers are, by the address that its documentation gives some operations. https, or a loopback address. With a
   * `baseUrl` of its own, a client calls no other host that is not here. @default these addresses themselves
   */
  readonly servers?: Readonly<Record<string, string>> | undefined;
  /** @default globalThis.fetch, as it is at the time of a call */
  readonly fetch?: Fetch | undefined;
  /** Sent with every request. A header that carries a credential is refused. */
  readonly headers?: GivenHeaders | undefined;
  readonly hooks?: Hooks | undefined;
  /** Allows a secret key in a browser, where everybody who opens the page can read it. @default false */
  readonly allowBrowser?: boolean | undefined;
  /** Checks every answer: the `outputValidators` of the client's `./validators` entry point. @default answers are not checked */
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

/** Checks the limits that are given, and lays them over the ones that hold otherwise. */
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
