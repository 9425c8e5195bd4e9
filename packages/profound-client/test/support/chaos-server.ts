import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";

/** A server that shares no code with the mock or the client, and fails by chance in the ways of a network and its proxies. */
export interface ChaosServer extends AsyncDisposable {
  readonly baseUrl: string;
}

interface Query {
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly pagination?: { readonly limit: number; readonly offset: number };
}

function respond(response: ServerResponse, status: number, body: unknown, type = "application/json"): void {
  response.writeHead(status, { "content-type": type, "retry-after-ms": "1" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

const signIn = "<html><title>Sign in to the network</title>";

/** `domains`: the rows of every report, in their order. `trouble`: the share of requests that fail. */
export async function startChaosServer(domains: readonly string[], trouble: number, random: () => number): Promise<ChaosServer> {
  const total = domains.length;
  const below = (most: number): number => Math.floor(random() * most);

  /** The trouble in place of a response. False if there is a response. */
  const fail = (response: ServerResponse, type: string, start: string): boolean => {
    if (random() >= trouble) return false;
    const kinds: readonly (() => void)[] = [
      () => response.destroy(),
      () => {
        response.writeHead(200, { "content-type": type, "content-length": "100000" });
        response.write(start);
        setTimeout(() => response.destroy(), 2);
      },
      () => respond(response, 503, { detail: "busy" }),
      () => respond(response, 502, signIn, "text/html"),
      () => respond(response, 429, { detail: "too many" }),
      () => respond(response, 200, signIn, "text/html"),
      () => respond(response, 200, ""),
      // No response in time.
      () => undefined,
    ];
    kinds[below(kinds.length)]?.();
    return true;
  };
  /** Sometimes fewer rows than requested. */
  const share = (limit: number): number => Math.max(1, Math.floor(limit * (random() < 0.5 ? 1 : random())));

  const citations = ({ limit = 10, cursor }: Query, response: ServerResponse): void => {
    if (fail(response, "application/json", '{"info":{"count":')) return;
    const from = Number.parseInt(cursor ?? "0", 10);
    // A page without rows that names a next page.
    const count = from > 0 && random() < 0.1 ? 0 : share(limit);
    const data = domains.slice(from, from + count).map((domain) => ({ domain }));
    const next = from + data.length;
    // The same place under another name, as a page without rows needs one.
    const next_cursor = next < total ? `${next}.${below(1_000_000)}` : random() < 0.5 ? null : "";
    const total_results = random() < 0.5 ? total : null;
    respond(response, 200, { info: { count: data.length, total_results, next_cursor }, data });
  };
  const referrals = ({ pagination = { limit: 10, offset: 0 } }: Query, response: ServerResponse): void => {
    if (fail(response, "application/json", '{"info":{"total_rows":')) return;
    const { limit, offset } = pagination;
    const rows = domains.slice(offset, offset + share(limit));
    // A total counts until it is named anew.
    const named = offset === 0 || random() < 0.5 ? { total_rows: total } : {};
    const info = { ...named, query: { metrics: ["visits"], dimensions: ["path"] } };
    respond(response, 200, { info, data: rows.map((path) => ({ metrics: [1], dimensions: [path] })) });
  };
  const stream = async (response: ServerResponse): Promise<void> => {
    if (fail(response, "text/event-stream", "event: summary\nda")) return;
    const event = (name: string, data: unknown): string => {
      const end = ["\n", "\r\n", "\r"][below(3)] ?? "\n";
      return `${random() < 0.1 ? `: heartbeat${end}` : ""}event: ${name}${end}data: ${JSON.stringify(data)}${end}${end}`;
    };
    const events = [
      event("summary", { count: total, total_results: random() < 0.9 ? total : null, next_cursor: null }),
      ...domains.map((domain) => event("result", { domain })),
    ];
    // The fault of the stream, if any, and the number of events before it.
    const kinds = ["broken off", "silent", "error", "no json", "ends early", "no summary"] as const;
    const kind = random() < trouble ? kinds[below(kinds.length)] : undefined;
    const most = kind === undefined || kind === "no summary" ? events.length : below(events.length);
    const whole = events.slice(kind === "no summary" ? 1 : 0, most).join("");
    const rest =
      kind === "error" ? event("error", { detail: "it broke" }) : kind === "no json" ? event("result", 1).replace("1", "{") : "";
    const bytes = Buffer.from(whole + rest);
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (let at = 0; at < bytes.length && !response.destroyed;) {
      const size = 1 + below(random() < 0.5 ? 20 : 4000);
      response.write(bytes.subarray(at, at + size));
      at += size;
      if (random() < 0.1) await new Promise((resolve) => void setTimeout(resolve, 1));
    }
    if (kind === "broken off") setTimeout(() => response.destroy(), 2);
    else if (kind !== "silent") response.end();
  };

  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const query: Query = JSON.parse(text);
      if (request.url?.endsWith("/stream") === true) void stream(response);
      else if (request.url?.endsWith("/referrals") === true) referrals(query, response);
      else citations(query, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
