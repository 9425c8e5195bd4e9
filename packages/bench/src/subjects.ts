import { citationsQuery } from "./citations-page.ts";
import type { SubjectName } from "./subject-names.ts";

/** Where a subject sends its calls, and through which fetch. */
export interface Connection {
  readonly origin: string;
  readonly fetch: typeof fetch;
}

/** How a subject does the same work as the others. Each part is there only where the subject has it. */
export interface Subject {
  /** Prepares a client; the function it returns makes one call and gives the number of rows that came. */
  readonly prepareCall?: (connection: Connection) => Promise<() => Promise<number>>;
  /** Prepares a client; the function it returns reads one whole citations stream and calls `onEvent` for each event that it gets. */
  readonly prepareStream?: (connection: Connection) => Promise<(onEvent: () => void) => Promise<void>>;
}

const KEY = "bench-key";
const TENANT = "bench";
const CITATIONS_PATH = "/v2/reports/citations";

interface CitationsPage {
  readonly data: readonly unknown[];
}

async function each(rows: AsyncIterable<unknown>, onEvent: () => void): Promise<void> {
  for await (const row of rows) if (row !== undefined) onEvent();
}

/** Lines are split as they arrive, so that a long event is scanned once: the least that any reader of an event stream has to do. */
async function decodeAndSplit(body: ReadableStream<Uint8Array>, onEvent: () => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = decoder.decode(value, { stream: true }).split("\n");
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data: ") && JSON.parse(line.slice("data: ".length)) !== undefined) onEvent();
    }
  }
}

const HEADERS = { "content-type": "application/json", "x-api-key": KEY };

const rawPost: Subject = {
  prepareCall: async ({ origin, fetch }) => {
    const url = origin + CITATIONS_PATH;
    return async () => {
      const response = await fetch(url, { method: "POST", headers: HEADERS, body: JSON.stringify(citationsQuery) });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const page: CitationsPage = await response.json();
      return page.data.length;
    };
  },
};

const rawGet: Subject = {
  prepareCall: async ({ origin, fetch }) => {
    const url = `${origin}/api/v1/${TENANT}/referrals?limit=10`;
    const authorization = `Basic ${btoa(`:${KEY}`)}`;
    return async () => {
      const response = await fetch(url, { headers: { authorization } });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const page: { readonly referrals: readonly unknown[] } = await response.json();
      return page.referrals.length;
    };
  },
};

const decoder: Subject = {
  prepareStream: async ({ origin, fetch }) => {
    const url = `${origin}${CITATIONS_PATH}/stream`;
    return async (onEvent) => {
      const response = await fetch(url, { method: "POST", headers: HEADERS, body: JSON.stringify(citationsQuery) });
      if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
      await decodeAndSplit(response.body, onEvent);
    };
  },
};

const profoundClient: Subject = {
  prepareCall: async ({ origin, fetch }) => {
    const { createProfoundClient } = await import("profound-client");
    const profound = createProfoundClient({ apiKey: KEY, baseUrl: origin, fetch });
    return async () => (await profound.reports.queryCitations(citationsQuery)).data.length;
  },
  prepareStream: async ({ origin, fetch }) => {
    const { createProfoundClient } = await import("profound-client");
    const profound = createProfoundClient({ apiKey: KEY, baseUrl: origin, fetch });
    return async (onEvent) => await each(profound.reports.streamCitations(citationsQuery), onEvent);
  },
};

const saasquatchClient: Subject = {
  prepareCall: async ({ origin, fetch }) => {
    const { createSaaSquatchClient } = await import("saasquatch-client");
    const saasquatch = createSaaSquatchClient({ apiKey: KEY, tenantAlias: TENANT, baseUrl: `${origin}/api/v1`, fetch });
    return async () => (await saasquatch.referrals.list({ limit: 10 })).referrals?.length ?? 0;
  },
};

// The peers are not installed when this package is type-checked: what is used of each is written out here.

async function loadPeer<Module>(name: string): Promise<Module> {
  const loaded: Module = await import(name);
  return loaded;
}

interface OpenApiFetch {
  readonly default: (options: object) => { POST(path: string, init: object): Promise<{ data?: CitationsPage }> };
}

const openapiFetch: Subject = {
  prepareCall: async ({ origin, fetch }) => {
    const { default: createClient } = await loadPeer<OpenApiFetch>("openapi-fetch");
    const client = createClient({ baseUrl: origin, fetch, headers: { "x-api-key": KEY } });
    return async () => (await client.POST(CITATIONS_PATH, { body: citationsQuery })).data?.data.length ?? 0;
  },
};

/** Both official SDKs come from one generator; `post` is their way to any path. */
type GeneratedSdk = new (options: object) => {
  post(path: string, options: { body: object; stream: true }): Promise<AsyncIterable<unknown>>;
  post(path: string, options: { body: object }): Promise<CitationsPage>;
};

function generatedSdk(load: () => Promise<GeneratedSdk>): Subject {
  const connect = async ({ origin, fetch }: Connection) => new (await load())({ apiKey: KEY, baseURL: origin, fetch });
  return {
    prepareCall: async (connection) => {
      const client = await connect(connection);
      return async () => (await client.post(CITATIONS_PATH, { body: citationsQuery })).data.length;
    },
    prepareStream: async (connection) => {
      const client = await connect(connection);
      return async (onEvent) => {
        await each(await client.post(`${CITATIONS_PATH}/stream`, { body: citationsQuery, stream: true }), onEvent);
      };
    },
  };
}

export const subjects: Readonly<Record<SubjectName, Subject>> = {
  "raw fetch POST": rawPost,
  "raw fetch GET": rawGet,
  "decode and split": decoder,
  "profound-client": profoundClient,
  "saasquatch-client": saasquatchClient,
  "openapi-fetch": openapiFetch,
  "@profoundai/client": generatedSdk(async () => (await loadPeer<{ default: GeneratedSdk }>("@profoundai/client")).default),
  openai: generatedSdk(async () => (await loadPeer<{ default: GeneratedSdk }>("openai")).default),
};
