import {
  headerCredential,
  createCall,
  type CallSettings,
  type ClientOptions,
  type EventStream,
  type OperationTable,
} from "../../src/index.ts";
import type { ScenarioAdapter } from "../../src/testing/play.ts";

/** A small API of our own, with one operation of each kind. */
export interface Operations {
  search: { input: { body: { text: string } }; output: { total: number; name: string }; stream: false };
  get: { input: { path?: { tenant?: string }; query?: object; header?: object }; output: unknown; stream: false };
  change: { input: { body: object }; output: void; stream: false };
  download: { input: object; output: Blob; stream: false };
  read: { input: object; output: string; stream: false };
  watch: { input: { body: { limit?: number } }; output: SearchEvent; stream: true };
}
export type SearchEvent = { event: "summary"; data: { rows: number | null } } | { event: "row"; data: { n: number } };

const own = { security: [["Key"], ["Token"]], docs: "https://docs.test" } as const;

export const operations: OperationTable<keyof Operations> = {
  search: { method: "POST", path: "/search", safe: true, response: "json", ...own },
  get: { method: "GET", path: "/{tenant}/things", safe: true, response: "json", ...own },
  change: { method: "POST", path: "/change", safe: false, response: "none", ...own },
  download: { method: "GET", path: "/file", safe: true, response: "binary", ...own },
  read: { method: "GET", path: "/text", safe: true, response: "text", ...own },
  watch: { method: "POST", path: "/watch", safe: true, response: "events", ...own },
};

export const secret = "key-That-Nobody-May-See";

/** Settings of a client for that API; `more` wins. */
export function settingsFor(options: ClientOptions, more: Partial<CallSettings> = {}): CallSettings {
  return {
    client: { name: "test-client", version: "1.2.3" },
    baseUrl: "https://api.test",
    credentials: { Key: headerCredential({ option: "apiKey", key: secret, name: "x-api-key" }), Token: undefined },
    pathParameters: { tenant: "acme" },
    streams: {
      watch: {
        events: ["summary", "row"],
        row: "row",
        expected: ({ event, data }) => (event === "summary" ? ((data as { rows: number | null }).rows ?? undefined) : undefined),
      },
    },
    options,
    ...more,
  };
}

/** The call of such a client. */
export function callFor(options: ClientOptions, more?: Partial<CallSettings>): ReturnType<typeof createCall<Operations>> {
  return createCall<Operations>(operations, settingsFor(options, more));
}

async function* rowsOf(stream: EventStream<SearchEvent>): AsyncGenerator<unknown, undefined, undefined> {
  for await (const { event, data } of stream) if (event === "row") yield data;
  return undefined;
}

/** Runs the table of scenarios through `createCall` itself. */
export const adapter: ScenarioAdapter = {
  secret,
  sample: {
    json: JSON.stringify({ total: 2, name: "Ærø €𝄞", nested: { list: [1, "two", null] } }),
    stream: (rows) =>
      `event: summary\ndata: {"rows":${rows}}\n\n${Array.from({ length: rows }, (_, n) => `event: row\ndata: {"n":${n},"text":"é€𝄞"}\n\n`).join("")}`,
  },
  create(options) {
    const call = callFor(options);
    return {
      json: (request) => call("search", { body: { text: "a body that stays private" } }, request),
      unsafe: (request) => call("change", { body: { to: "x" } }, request),
      stream: (request) => rowsOf(call("watch", { body: {} }, request)),
    };
  },
};
