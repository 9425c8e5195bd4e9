import type { ServerResponse } from "node:http";
import type { ClientOptions, RequestOptions } from "../options.ts";

/** The path, below a scenario's own, at which its caller reports that it has read as far as `confirmAfter`. */
export const CONFIRMATION = "/confirmation";

/** The tools of a scenario's server half. Only the type needs Node, so this loads in a browser too. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly requestHeaders: Readonly<Record<string, string[] | string | undefined>>;
  readonly requestBody: string;
  /** Path and query of the request below the scenario's own prefix. */
  readonly path: string;
  /** The scenario's base address on this server. */
  readonly base: string;
  /** A second origin, which records every request that reaches it. */
  readonly elsewhere: string;
  readonly sample: Sample;
  /** Resolves when the caller has read as far as its scenario's `confirmAfter`. */
  readonly confirmed: Promise<void>;
}

/** Responds to one request. */
export type Reply = (exchange: Exchange) => unknown;

/** The normal responses of an API of the adapter's kind. */
export interface Sample {
  /** Body of the safe operation, as JSON. */
  readonly json: string;
  /** A whole event stream with this number of rows and LF line ends. It also has the events that the vendor sends before the rows. */
  readonly stream?: ((rows: number) => string) | undefined;
}

/** The call that a scenario makes. */
export type ScenarioKind = "json" | "stream" | "unsafe";

/** The expected end of a scenario. */
export interface Expectation {
  /**
   * Name of the error. Without it: the data. `"abort"`: the reason of the caller's own signal. `"response"`: a response that a `fetch`
   * returned.
   */
  readonly error?: "response" | "ApiError" | "ConnectionError" | "ResponseError" | "TimeoutError" | "abort" | undefined;
  /** Fields that the error must have. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** Text that its message must contain. */
  readonly message?: string | undefined;
  /** The number of requests that the server must have seen; `several` if it is a matter of time. @default 1 */
  readonly requests?: number | "several" | undefined;
  /** Rows of a stream that must have been returned before the end. */
  readonly rows?: number | undefined;
  /** The last request's method, if it matters. */
  readonly method?: string | undefined;
}

/** One fault, and the expected reaction of a call. */
export interface Scenario {
  /** A sentence about the call's behaviour. */
  readonly name: string;
  readonly kind: ScenarioKind;
  /** One for each request. The last one also responds to all that follow. */
  readonly replies: readonly Reply[];
  readonly options?: ClientOptions | undefined;
  readonly request?: RequestOptions | undefined;
  /** The time when the caller's signal aborts, from the start of the call. 0: before it. */
  readonly abortAfterMs?: number | undefined;
  /** The row after which the caller leaves the loop. */
  readonly leaveAfter?: number | undefined;
  /**
   * After this row, the caller confirms that it has read it, and the server breaks the connection. A platform may drop rows that it has not
   * returned yet when a connection breaks.
   */
  readonly confirmAfter?: number | undefined;
  /** An address other than the server's. */
  readonly address?: "refused" | "tls" | "unknown-host" | undefined;
  readonly expect: Expectation;
  /** Set if a browser behaves differently: the expected end there, or why it cannot be played there. */
  readonly inBrowser?: Expectation | string | undefined;
  /** Set if the `./openapi-fetch` entry behaves differently: the expected end there, or why it does not apply. See `expectationFor`. */
  readonly throughFetch?: Expectation | string | undefined;
}
