/** Which error it is: also its `name`, so it survives minifiers and two installed copies. */
export type ErrorCode = "ApiError" | "ConfigurationError" | "ConnectionError" | "ResponseError" | "TimeoutError";

/** The operation that an error, or a hook, is about. */
export interface OperationName {
  readonly id: string;
  readonly method: string;
  /** Template below the base URL: parameters stay in braces. */
  readonly path: string;
}

/** What an error says about the call that it ended. */
export interface CallRecord {
  readonly operation: OperationName;
  /** HTTP requests that were made, the first included. */
  readonly attempts: number;
  /** Takes the secrets of the call out of a text, as a server may have sent them back. */
  readonly hide?: ((text: string) => string) | undefined;
  /** Of the attempt that is under way: a body that is a stream ends with it. */
  readonly signal?: AbortSignal | undefined;
}

/** Why a 2xx answer is not what the operation promises. */
export type ResponseErrorReason =
  | "bad-event"
  | "empty"
  | "incomplete-stream"
  | "not-json"
  | "stream-error"
  | "too-large"
  | "truncated"
  | "wrong-content-type"
  | "wrong-shape";

/**
 * `not-sent`: the request cannot have reached the server. `interrupted`: it may have.
 * `redirect-refused`: it was answered by a redirect that is not followed.
 */
export type ConnectionErrorReason = "interrupted" | "not-sent" | "redirect-refused";

/** The option whose time ran out. */
export type TimeLimit = "idleTimeoutMs" | "timeoutMs" | "totalTimeoutMs";

/** What the constructors of all errors take beyond their own fields. */
interface Fields {
  readonly cause?: unknown;
  readonly requestId?: string | undefined;
}

// Registered, so that a guard also knows the errors of another installed copy of this package.
const brand = Symbol.for("specloom/error");

/** Fields whose values are names of ours, which programs compare with. */
const NAMES: readonly string[] = ["code", "reason", "limit", "option"];

/** What all errors of a client have in common. Never holds a key, a request header or a request body. */
export abstract class CallError extends Error {
  declare readonly code: ErrorCode;
  /** The operation that was called; absent where a client could not be created. */
  declare readonly operation: OperationName | undefined;
  /** HTTP requests that were made, the first included. */
  declare readonly attempts: number;
  /** The server's own name for the request, where it sends one. */
  declare readonly requestId: string | undefined;

  constructor(code: ErrorCode, call: CallRecord | undefined, message: string, { cause, ...fields }: Fields) {
    const { operation, attempts = 0, hide = (text: string) => text } = call ?? {};
    const words = hide(message);
    super(operation ? `${operation.id} (${operation.method} ${operation.path}) ${words}` : words, cause ? { cause } : {});
    Object.defineProperty(this, brand, { value: code });
    for (const [key, value] of Object.entries({ code, operation, attempts, ...fields })) {
      // A body may repeat what was sent, so nothing that prints an object may come upon it.
      if (value === undefined) continue;
      const shown = typeof value === "string" && !NAMES.includes(key) ? hide(value) : value;
      Object.defineProperty(this, key, { value: shown, enumerable: key !== "body" && key !== "headers" });
    }
  }

  override get name(): string {
    return this.code;
  }
}

/** The server answered, and the answer is not a 2xx. */
export class ApiError extends CallError {
  declare readonly status: number;
  /** The answer's body: parsed where it is JSON, else text; cut at 64 KiB. Not enumerable, as it may repeat what was sent. */
  declare readonly body: unknown;
  declare readonly headers: Headers;
  /** How long the server asks to wait; absent where it does not say, or names a time that has passed. */
  declare readonly retryAfterMs: number | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields & Pick<ApiError, "body" | "headers" | "status"> & { readonly retryAfterMs?: number | undefined },
  ) {
    super("ApiError", call, message, fields);
  }
}

/** There was no usable answer: refused, reset (also in the middle of a body), DNS, TLS, or a redirect that is not followed. */
export class ConnectionError extends CallError {
  declare readonly reason: ConnectionErrorReason;
  /** True where another attempt would end alike, as with a certificate that is refused. */
  declare readonly isLasting: boolean | undefined;
  /** Rows of a stream that were handed out before it broke off. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, where it did. */
  declare readonly expected: number | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields & RowCounts & Pick<ConnectionError, "reason"> & { readonly isLasting?: boolean },
  ) {
    super("ConnectionError", call, message, fields);
  }
}

/** A time limit ran out. */
export class TimeoutError extends CallError {
  declare readonly limit: TimeLimit;
  declare readonly ms: number;
  /** Rows of a stream that were handed out before. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, where it did. */
  declare readonly expected: number | undefined;
  constructor(call: CallRecord | undefined, message: string, fields: Fields & RowCounts & Pick<TimeoutError, "limit" | "ms">) {
    super("TimeoutError", call, message, fields);
  }
}

/** The server answered 2xx, but not with what the operation promises. */
export class ResponseError extends CallError {
  declare readonly reason: ResponseErrorReason;
  declare readonly status: number | undefined;
  /** JSON pointer to the wrong value, where `reason` is `wrong-shape`. */
  declare readonly pointer: string | undefined;
  /** Rows of a stream that were handed out before the error. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, where it did. */
  declare readonly expected: number | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields &
      RowCounts &
      Pick<ResponseError, "reason"> & { readonly status?: number; readonly pointer?: string | undefined },
  ) {
    super("ResponseError", call, message, fields);
  }
}

/** An option or an argument is wrong; no request was made. */
export class ConfigurationError extends CallError {
  declare readonly option: string;
  /** What would be right, for a person. */
  declare readonly expected: string;
  /** What was given, cut; absent where it could be a secret. */
  declare readonly given: string | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields & Pick<ConfigurationError, "expected" | "option"> & { readonly given?: string | undefined },
  ) {
    super("ConfigurationError", call, message, fields);
  }
}

/** How far a stream had come. */
export interface RowCounts {
  readonly received?: number | undefined;
  readonly expected?: number | undefined;
}

function codeOf(error: unknown): ErrorCode | undefined {
  return (error as { [brand]?: ErrorCode } | null | undefined)?.[brand];
}

/** True for any error of this package, also of another installed copy. */
export function isCallError(error: unknown): error is CallError {
  return codeOf(error) !== undefined;
}
/** True for an {@link ApiError}, also of another installed copy: of any operation, or of the one with that id. */
export function isApiError(error: unknown, id?: unknown): error is ApiError {
  // Where it is handed to a list's filter, it is called with a number.
  return codeOf(error) === "ApiError" && (typeof id !== "string" || (error as ApiError).operation?.id === id);
}
/** True for a {@link ConnectionError}, also of another installed copy. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return codeOf(error) === "ConnectionError";
}
/** True for a {@link TimeoutError}, also of another installed copy. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return codeOf(error) === "TimeoutError";
}
/** True for a {@link ResponseError}, also of another installed copy. */
export function isResponseError(error: unknown): error is ResponseError {
  return codeOf(error) === "ResponseError";
}
/** True for a {@link ConfigurationError}, also of another installed copy. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return codeOf(error) === "ConfigurationError";
}

/** The error for an option or argument. Give `given` only where it cannot be a secret. */
export function invalidOption(
  option: string,
  expected: string,
  given?: unknown,
  call?: CallRecord,
  cause?: unknown,
): ConfigurationError {
  // oxlint-disable-next-line typescript/no-base-to-string -- "[object Object]" is what a reader needs of an object
  const shown = given === undefined ? undefined : String(given).slice(0, 80);
  return new ConfigurationError(
    call,
    `cannot start: ${option} must be ${expected}${shown === undefined ? "" : `, not "${shown}"`}.`,
    {
      option,
      expected,
      given: shown,
      cause,
    },
  );
}
