/** Which error it is, for programs: survives minifiers and two installed copies. */
export type ErrorCode = "api-error" | "configuration-error" | "connection-error" | "response-error" | "timeout-error";

/** The operation that an error, or a hook, is about. */
export interface OperationName {
  readonly id: string;
  readonly method: string;
  /** Template below the base URL: parameters stay in braces. */
  readonly path: string;
}

/** What an error says about the call it ended; `attempts` counts HTTP requests. */
export interface CallRecord {
  readonly operation: OperationName;
  readonly attempts: number;
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

/** `not-sent`: the request cannot have reached the server. `interrupted`: it may have. `redirect-refused`: it was answered by a redirect that is not followed. */
export type ConnectionErrorReason = "interrupted" | "not-sent" | "redirect-refused";

export type TimeLimit = "idleTimeoutMs" | "timeoutMs" | "totalTimeoutMs";

interface ErrorFields {
  readonly cause?: unknown;
  readonly requestId?: string | undefined;
}
interface ApiErrorFields extends ErrorFields {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  readonly retryAfterMs?: number | undefined;
}
interface RowCounts {
  readonly received?: number | undefined;
  readonly expected?: number | undefined;
}
interface ConnectionErrorFields extends ErrorFields, RowCounts {
  readonly reason: ConnectionErrorReason;
}
interface ResponseErrorFields extends ErrorFields, RowCounts {
  readonly reason: ResponseErrorReason;
  readonly status?: number | undefined;
  readonly pointer?: string | undefined;
}
interface TimeoutErrorFields extends ErrorFields {
  readonly limit: TimeLimit;
  readonly ms: number;
}
interface ConfigurationErrorFields extends ErrorFields {
  readonly option: string;
  readonly expected: string;
  readonly given?: string | undefined;
}

// Registered, so that a guard also knows the errors of another installed copy of this package.
const brand = Symbol.for("@specloom/client-runtime/error");

/** What all errors of a client have in common. Never holds a key, a request header or a request body. */
export abstract class CallError extends Error {
  declare readonly code: ErrorCode;
  /** The operation that was called; absent where a client could not be created. */
  declare readonly operation: OperationName | undefined;
  /** HTTP requests that were made, the first included. */
  declare readonly attempts: number;
  /** The server's own name for the request, where it sends one. */
  declare readonly requestId: string | undefined;

  constructor(name: string, code: ErrorCode, call: CallRecord | undefined, message: string, fields: object & ErrorFields) {
    const { cause, ...rest } = fields;
    const operation = call?.operation;
    super(operation ? `${operation.id} (${operation.method} ${operation.path}) ${message}` : message, { cause });
    const values = { name, [brand]: code, code, operation, attempts: call?.attempts ?? 0, ...rest };
    for (const key of Reflect.ownKeys(values)) {
      const value: unknown = Reflect.get(values, key);
      // A body may repeat what was sent, so nothing that prints an object may come upon it.
      const enumerable = value !== undefined && typeof key === "string" && !["name", "body", "headers"].includes(key);
      Object.defineProperty(this, key, { value, enumerable, configurable: true });
    }
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
  constructor(call: CallRecord, message: string, fields: ApiErrorFields) {
    super("ApiError", "api-error", call, message, fields);
  }
}

/** There was no usable answer: refused, reset (also in the middle of a body), DNS, TLS, or a redirect that is not followed. */
export class ConnectionError extends CallError {
  declare readonly reason: ConnectionErrorReason;
  /** Rows of a stream that were handed out before it broke off. */
  declare readonly received: number | undefined;
  /** Rows that the stream had promised, where it did. */
  declare readonly expected: number | undefined;
  constructor(call: CallRecord, message: string, fields: ConnectionErrorFields) {
    super("ConnectionError", "connection-error", call, message, fields);
  }
}

/** A time limit ran out. */
export class TimeoutError extends CallError {
  declare readonly limit: TimeLimit;
  declare readonly ms: number;
  constructor(call: CallRecord, message: string, fields: TimeoutErrorFields) {
    super("TimeoutError", "timeout-error", call, message, fields);
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
  constructor(call: CallRecord | undefined, message: string, fields: ResponseErrorFields) {
    super("ResponseError", "response-error", call, message, fields);
  }
}

/** An option or an argument is wrong; no request was made. */
export class ConfigurationError extends CallError {
  declare readonly option: string;
  /** What would be right, for a person. */
  declare readonly expected: string;
  /** What was given, cut; absent where it could be a secret. */
  declare readonly given: string | undefined;
  constructor(call: CallRecord | undefined, message: string, fields: ConfigurationErrorFields) {
    super("ConfigurationError", "configuration-error", call, message, fields);
  }
}

function codeOf(error: unknown): unknown {
  return (error as { [brand]?: unknown } | null | undefined)?.[brand];
}

/** True for any error of this package, also of another installed copy. */
export function isCallError(error: unknown): error is CallError {
  return codeOf(error) !== undefined;
}
export function isApiError(error: unknown): error is ApiError {
  return codeOf(error) === "api-error";
}
export function isConnectionError(error: unknown): error is ConnectionError {
  return codeOf(error) === "connection-error";
}
export function isTimeoutError(error: unknown): error is TimeoutError {
  return codeOf(error) === "timeout-error";
}
export function isResponseError(error: unknown): error is ResponseError {
  return codeOf(error) === "response-error";
}
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return codeOf(error) === "configuration-error";
}
