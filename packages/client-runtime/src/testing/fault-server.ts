import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { holdPort } from "./hold-port.ts";
import { CONFIRMATION, type Reply, type Sample, type Scenario } from "./scenario.ts";

/** A request that a server received. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string[] | string | undefined>>;
  readonly body: string;
}

/** One scenario's place on the server. */
export interface Mount {
  /** The base address to use. */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  /** Responses that are neither finished nor broken off. */
  openResponses(): number;
}

/** A server on loopback that misbehaves as told, and a second origin that records its requests. */
export interface FaultServer {
  readonly origin: string;
  readonly elsewhere: string;
  /** The requests to the second origin. */
  readonly strayRequests: readonly RecordedRequest[];
  /** An address where nothing listens or will listen. */
  readonly refused: string;
  /** Sends these responses below a path of their own: one for each request, the last one also for all that follow. */
  mount(replies: readonly Reply[], sample: Sample): Mount;
  /** Responds to requests below no mount: the page of a browser test. */
  serve(listener: (request: IncomingMessage, response: ServerResponse) => unknown): void;
  /** The address for a scenario's client. */
  addressOf(scenario: Pick<Scenario, "address">, mount: Mount): string;
  close(): Promise<void>;
}

/** Starts the server; end it with `close`. */
export async function startFaultServer(): Promise<FaultServer> {
  const places = new Map<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>();
  const strayRequests: RecordedRequest[] = [];
  let fallback = respondNothing;
  const server = createServer((request, response) => {
    const place = places.get(prefixOf(request.url));
    if (place) void place(request, response);
    else fallback(request, response);
  });
  const stray = createServer((request, response) => {
    void recordStray(request, response);
  });
  const recordStray = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    strayRequests.push(await record(request));
    response.setHeader("access-control-allow-origin", "*");
    response.end("{}");
  };
  const [origin, elsewhere, held] = await Promise.all([listen(server), listen(stray), holdPort()]);
  const refused = `http://127.0.0.1:${held.port}`;

  return {
    origin,
    elsewhere,
    strayRequests,
    refused,
    mount(replies, sample) {
      const prefix = `/place${places.size + 1}`;
      const requests: RecordedRequest[] = [];
      let openResponses = 0;
      const base = origin + prefix;
      const waiting: (() => void)[] = [];
      const confirmed = new Promise<void>((resolve) => waiting.push(resolve));
      places.set(prefix, async (request, response) => {
        if (request.url === prefix + CONFIRMATION) {
          for (const confirm of waiting) confirm();
          response.writeHead(204).end();
          return;
        }
        openResponses++;
        response.once("close", () => openResponses--);
        const recorded = await record(request);
        const reply = replies[Math.min(requests.push(recorded), replies.length) - 1];
        const { headers: requestHeaders, body: requestBody } = recorded;
        const path = recorded.url.slice(prefix.length);
        await reply?.({ response, requestHeaders, requestBody, path, base, elsewhere, sample, confirmed });
      });
      return { baseUrl: base, requests, openResponses: () => openResponses };
    },
    serve(listener) {
      fallback = listener;
    },
    addressOf({ address }, mount) {
      if (address === "refused") return refused;
      if (address === "unknown-host") return "https://nowhere.invalid";
      return address === "tls" ? mount.baseUrl.replace("http:", "https:") : mount.baseUrl;
    },
    async close() {
      held.release();
      await Promise.all([server, stray].map(stop));
    },
  };
}

function respondNothing(_: IncomingMessage, response: ServerResponse): unknown {
  return response.writeHead(404).end();
}

function prefixOf(url = ""): string {
  return /^\/[^/?#]*/.exec(url)?.[0] ?? "";
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const { method = "", url = "", headers } = request;
  let body = "";
  request.setEncoding("utf8");
  try {
    for await (const chunk of request) body += String(chunk);
  } catch {
    // The caller hung up while sending: there are no further bytes.
  }
  return { method, url, headers, body };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
