/** The kind of an error. It is also its `name`, so it survives minifiers and two installed copies. */
export type ErrorCode = "ApiError" | "ConfigurationError" | "ConnectionError" | "ResponseError" | "TimeoutError";

/** The operation of an error, or of a hook. */
export interface OperationName {
  /** The id in the spec: `queryCitations`. */
  readonly id: string;
  /** Of HTTP: `POST`. */
  readonly method: string;
  /** Template below the base URL: parameters stay in braces. */
  readonly path: string;
}

/** The facts about a failed call. */
export interface CallRecord {
  /** The operation that was called. */
  readonly operation: OperationName;
  /** HTTP requests that were made, with the first one. */
  readonly attempts: number;
  /** Removes the secrets of the call from a text. A server may have sent them back. */
  readonly hide?: ((text: string) => string) | undefined;
  /** The signal of the attempt in progress: a body that is a stream ends with it. */
  readonly signal?: AbortSignal | undefined;
}

/** The reason why a 2xx response does not keep the operation's promise. */
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
 * `not-sent`: the request cannot have reached the server. `interrupted`: it may have. `redirect-refused`: the response was a redirect that
 * is not followed.
 */
export type ConnectionErrorReason = "interrupted" | "not-sent" | "redirect-refused";

/** The option whose time ran out. */
export type TimeLimit = "idleTimeoutMs" | "timeoutMs" | "totalTimeoutMs";

/** The arguments that the constructors of all errors share. */
interface Fields {
  /** The error that was thrown before. */
  readonly cause?: unknown;
  /** The server's own name for the request, where it sends one. */
  readonly requestId?: string | undefined;
}

// Registered, so that a guard also knows the errors of another installed copy of this package.
const brand = Symbol.for("specloom/error");

/** Fields with our own names as values. Programs compare them. */
const NAMES: readonly string[] = ["code", "reason", "limit", "option"];

/** The common parts of all errors of a client. An error never has a key, a request header or a request body. */
export abstract class CallError extends Error {
  /** The class of the error as a text, which stays the same when code is minified. */
  declare readonly code: ErrorCode;
  /** The operation that was called. Absent if a client could not be created. */
  declare readonly operation: OperationName | undefined;
  /** HTTP requests that were made, with the first one. */
  declare readonly attempts: number;
  /** The server's own name for the request, if it sends one. */
  declare readonly requestId: string | undefined;

  constructor(code: ErrorCode, call: CallRecord | undefined, message: string, { cause, ...fields }: Fields) {
    const { operation, attempts = 0, hide = (text: string) => text } = call ?? {};
    const words = hide(message);
    super(operation ? `${operation.id} (${operation.method} ${operation.path}) ${words}` : words, cause ? { cause } : {});
    Object.defineProperty(this, brand, { value: code });
    for (const [key, value] of Object.entries({ code, operation, attempts, ...fields })) {
      // A body may repeat the request, so printing an object must not show it.
      if (value === undefined) continue;
      const shown = typeof value === "string" && !NAMES.includes(key) ? hide(value) : value;
      Object.defineProperty(this, key, { value: shown, enumerable: key !== "body" && key !== "headers" });
    }
  }

  /** The same as `code`. */
  override get name(): string {
    return this.code;
  }
}

/** The server responded, and the response is not a 2xx. */
export class ApiError extends CallError {
  /** The status of HTTP: 404. */
  declare readonly status: number;
  /** The response's body: parsed if it is JSON, else text; cut at 64 KiB. Not enumerable, as it may repeat the request. */
  declare readonly body: unknown;
  /** The headers of the response. Not enumerable. */
  declare readonly headers: Headers;
  /** Milliseconds that the server asks to wait. Absent if it does not say, or names a time that has passed. */
  declare readonly retryAfterMs: number | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields &
      Pick<ApiError, "body" | "headers" | "status"> & {
        /** Milliseconds that the server asks to wait. */
        readonly retryAfterMs?: number | undefined;
      },
  ) {
    super("ApiError", call, message, fields);
  }
}

/** There was no usable response: refused, reset (also in the middle of a body), DNS, TLS, or a redirect that is not followed. */
export class ConnectionError extends CallError {
  /** `not-sent`: the request cannot have reached the server. `interrupted`: it may have. `redirect-refused`: a redirect is not followed. */
  declare readonly reason: ConnectionErrorReason;
  /** True if another attempt would end in the same way, as with a certificate that is refused. */
  declare readonly isLasting: boolean | undefined;
  /** Rows of a stream that were returned before it broke off. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, if it did. */
  declare readonly expected: number | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields &
      RowCounts &
      Pick<ConnectionError, "reason"> & {
        /** Whether another attempt would end alike. */
        readonly isLasting?: boolean;
      },
  ) {
    super("ConnectionError", call, message, fields);
  }
}

/** A time limit ran out. */
export class TimeoutError extends CallError {
  /** The option whose time ran out. */
  declare readonly limit: TimeLimit;
  /** The value of that option, in milliseconds. */
  declare readonly ms: number;
  /** Rows of a stream that were returned before. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, if it did. */
  declare readonly expected: number | undefined;
  constructor(call: CallRecord | undefined, message: string, fields: Fields & RowCounts & Pick<TimeoutError, "limit" | "ms">) {
    super("TimeoutError", call, message, fields);
  }
}

/** The server responded with 2xx, but the content does not keep the operation's promise. */
export class ResponseError extends CallError {
  /** The fault of the response: `not-json`, `wrong-shape`, `incomplete-stream`, … */
  declare readonly reason: ResponseErrorReason;
  /** The status of HTTP: 200. */
  declare readonly status: number | undefined;
  /** JSON pointer to the wrong value, if `reason` is `wrong-shape`. */
  declare readonly pointer: string | undefined;
  /** Rows of a stream that were returned before the error. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, if it did. */
  declare readonly expected: number | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields &
      RowCounts &
      Pick<ResponseError, "reason"> & {
        /** The status of HTTP. */
        readonly status?: number;
        /** JSON pointer to the wrong value. */
        readonly pointer?: string | undefined;
      },
  ) {
    super("ResponseError", call, message, fields);
  }
}

/** An option or an argument is wrong; no request was made. */
export class ConfigurationError extends CallError {
  /** The option, param or argument that is wrong: `limit`, `filters[0].field`. */
  declare readonly option: string;
  /** The expected value, for a person. */
  declare readonly expected: string;
  /** The received value, cut. Absent if it could be a secret. */
  declare readonly given: string | undefined;
  constructor(
    call: CallRecord | undefined,
    message: string,
    fields: Fields &
      Pick<ConfigurationError, "expected" | "option"> & {
        /** The given value, if it cannot be a secret. */
        readonly given?: string | undefined;
      },
  ) {
    super("ConfigurationError", call, message, fields);
  }
}

/** The progress of a stream. */
export interface RowCounts {
  /** Rows that were handed out. */
  readonly received?: number | undefined;
  /** Rows that were promised. */
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
  // As the filter of a list, it is called with an index.
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

/** The error for an option or argument. Give `given` only if it cannot be a secret. */
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
