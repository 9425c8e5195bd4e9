import { EventDecoder } from "../event-decoder.ts";
import type { CallLimits, ClientOptions, RequestOptions } from "../options.ts";
import type { ScenarioAdapter } from "./play.ts";

/** The result of a method of openapi-fetch's client. */
export interface FetchResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** The settings of a scenario for one call, as a part of a method's `init`. */
export interface FetchInit extends CallLimits {
  readonly signal: AbortSignal | null;
}

/** The calls of one client of openapi-fetch. */
export interface FetchCalls {
  json(init: FetchInit): Promise<FetchResult>;
  unsafe?: ((init: FetchInit) => Promise<FetchResult>) | undefined;
  /** Asks with `parseAs: "stream"`. */
  stream?: ((init: FetchInit) => Promise<FetchResult>) | undefined;
}

/** A response that is not 2xx, as an error that a scenario can expect. */
class FailedResult extends Error {
  override readonly name = "response";
  readonly status: number;
  readonly body: unknown;
  constructor({ error, response }: FetchResult) {
    super(typeof error === "string" ? error : JSON.stringify(error));
    this.status = response.status;
    this.body = error;
  }
}

/**
 * Runs the table through the `./openapi-fetch` entry of a client, beside the adapter of its calls. `row` is the name of the events that
 * are rows.
 */
export function createFetchAdapter(
  { sample, secret, value }: ScenarioAdapter,
  create: (clientOptions: ClientOptions) => FetchCalls,
  row = "",
): ScenarioAdapter {
  return {
    sample,
    secret,
    value,
    surface: "fetch",
    create(clientOptions) {
      const calls = create(clientOptions);
      const { unsafe, stream } = calls;
      return {
        json: async (options) => dataOf(await calls.json(initOf(options))),
        unsafe: unsafe && (async (options) => dataOf(await unsafe(initOf(options)))),
        stream: stream && ((options) => rowsOf(stream(initOf(options)), row)),
      };
    },
  };
}

function initOf(options: RequestOptions): FetchInit {
  return { ...options, signal: options.signal ?? null };
}

function dataOf(result: FetchResult): unknown {
  if (!result.response.ok) throw new FailedResult(result);
  return result.data;
}

async function* rowsOf(asked: Promise<FetchResult>, row: string): AsyncGenerator<unknown, undefined, undefined> {
  const body = dataOf(await asked) as ReadableStream<Uint8Array>;
  const decoder = new EventDecoder({ row, maxEventLength: Number.POSITIVE_INFINITY, tooLarge: () => new Error("too large") });
  for await (const chunk of body) {
    decoder.feed(chunk);
    for (let event = decoder.next(); event !== undefined; event = decoder.next()) if (typeof event === "string") yield event;
  }
  return undefined;
}
