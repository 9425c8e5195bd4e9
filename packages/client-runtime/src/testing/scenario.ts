import type { ServerResponse } from "node:http";
import type { ClientOptions, RequestOptions } from "../options.ts";

/** Where, below a scenario's place, its caller says that it has read as far as `confirmAfter`. */
export const CONFIRMATION = "/confirmation";

/** What a scenario's server half has in hand. Only the type is Node's, so that this loads in a browser too. */
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

/** Answers one request. */
export type Answer = (exchange: Exchange) => unknown;

/** The normal responses of an API of the adapter's kind. */
export interface Sample {
  /** Body of the safe operation, as JSON. */
  readonly json: string;
  /** A whole event stream of that many rows, LF line ends, with everything that the vendor sends before the rows. */
  readonly stream?: ((rows: number) => string) | undefined;
}

/** Which call a scenario makes. */
export type ScenarioKind = "json" | "stream" | "unsafe";

/** What a scenario must end in. */
export interface Expectation {
  /** Name of the error; none: the data. `"abort"`: the reason of the caller's own signal. `"answer"`: an answer that a `fetch` handed out. */
  readonly error?: "answer" | "ApiError" | "ConnectionError" | "ResponseError" | "TimeoutError" | "abort" | undefined;
  /** Fields that the error must have. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** Text that its message must hold. */
  readonly message?: string | undefined;
  /** Requests that the server must have seen; `several` where their number is a matter of time. @default 1 */
  readonly requests?: number | "several" | undefined;
  /** Rows of a stream that must have been handed out before the end. */
  readonly rows?: number | undefined;
  /** The last request's method, where it matters. */
  readonly method?: string | undefined;
}

/** One fault, and what a call must make of it. */
export interface Scenario {
  /** A sentence about what the call does. */
  readonly name: string;
  readonly kind: ScenarioKind;
  /** One for each request; the last one answers all that follow. */
  readonly answers: readonly Answer[];
  readonly options?: ClientOptions | undefined;
  readonly request?: RequestOptions | undefined;
  /** When the caller's signal says stop, from the start of the call; 0: before it. */
  readonly abortAfterMs?: number | undefined;
  /** The row after which the caller leaves the loop. */
  readonly leaveAfter?: number | undefined;
  /**
   * The row after which the server learns that it was read. A platform may drop what it has not handed out yet when a connection
   * breaks, so the server breaks it after that.
   */
  readonly confirmAfter?: number | undefined;
  /** An address that is not the server's. */
  readonly address?: "refused" | "tls" | "unknown-host" | undefined;
  readonly expect: Expectation;
  /** Set where a browser behaves otherwise: what must come out there, or why it cannot be played there. */
  readonly inBrowser?: Expectation | string | undefined;
  /** Set where the `./openapi-fetch` entry behaves otherwise: what must come out there, or why it does not apply. See `expectationFor`. */
  readonly throughFetch?: Expectation | string | undefined;
}
