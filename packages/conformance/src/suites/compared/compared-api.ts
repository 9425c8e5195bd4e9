import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer, json } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import busboy from "busboy";

/** What an upload brought, as a parser of its own read it. */
export interface Upload {
  readonly filename: string;
  readonly content: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** How the API behaves instead of as it should. Each trouble is one request's, but for those that last. */
export interface Trouble {
  /** Responds with this status, then with the next; then as it should. */
  readonly statuses?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The body of these responses. @default an error as the API words it */
  readonly text?: string;
  /** Acts on the first request, and closes its connection without a response. */
  readonly losesAnswer?: boolean;
  /** Closes the connection of the first download in its middle. */
  readonly breaksDownload?: boolean;
  /** What a stream sends instead of its second half. */
  readonly streamTail?: string;
  /** Sends the first page whatever is asked for. */
  readonly repeatsPage?: boolean;
  /** Responds after this time; lasts. */
  readonly delayMs?: number;
  /** The number of the first request for pages that gets 503. */
  readonly failsPage?: number;
}

export const key: string = "key-of-the-comparison";

/** Pages that a walk asks for at most: more is a walk that never ends. */
export const MOST_PAGES = 20;

export const fileBytes: Uint8Array = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);

/** A text with letters of several bytes, in the words that a stream brings. */
export const spokenWords: readonly string[] = ["Grüße ", "aus ", "日本", " 🙂."];

const FILES = ["one", "two", "three", "four", "five"].map((name, index) => ({
  id: `file-${index + 1}`,
  object: "file",
  bytes: fileBytes.length,
  created_at: 1_700_000_000 + index,
  filename: `${name}.jsonl`,
  purpose: "batch",
  status: "processed",
}));

export const fileNames: readonly string[] = FILES.map(({ filename }) => filename);

/** The ten operations on loopback. It knows nothing of the clients, and parses requests by itself. */
export class ComparedApi {
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  #trouble: Trouble = {};
  #left: number[] = [];
  stores: unknown[] = [];
  uploads: Upload[] = [];
  /** The method, path and query of each request. */
  requests: string[] = [];
  /** Connections that a client closed before their response was whole. */
  abandoned = 0;

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return `http://127.0.0.1:${address.port}/v1`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Forgets everything, and behaves as it should but for the trouble. */
  reset(trouble: Trouble): void {
    this.#trouble = trouble;
    this.#left = [...(trouble.statuses ?? [])];
    this.stores = [];
    this.uploads = [];
    this.requests = [];
    this.abandoned = 0;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const trouble = this.#trouble;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    this.requests.push(`${request.method} ${request.url?.replace(/^\/v1/, "")}`);
    response.once("close", () => {
      if (!response.writableFinished) this.abandoned += 1;
    });
    if (request.headers.authorization !== `Bearer ${key}`)
      return fail(response, 401, `no key, but ${request.headers.authorization}`);
    if (trouble.delayMs !== undefined) await setTimeout(trouble.delayMs, undefined, { ref: false });
    // Read to its end also where it is refused: a connection that is closed in the middle of a body is another trouble.
    const act = await this.#actOn(`${request.method} ${pathname.replace(/^\/v1/, "")}`, request, searchParams);
    const status = this.#left.shift() ?? (this.#isFailingPage(pathname) ? 503 : 200);
    if (status !== 200 || (trouble.text !== undefined && trouble.statuses === undefined))
      return fail(response, status, trouble.text, trouble.headers);
    const isFirst = this.requests.length === 1;
    if (act === undefined) return fail(response, 404, `there is no ${pathname}`);
    act.keep?.();
    if (isFirst && trouble.losesAnswer === true) return void request.socket.destroy();
    return act.respond(response, isFirst);
  }

  #isFailingPage(pathname: string): boolean {
    return pathname === "/v1/files" && this.requests.length === this.#trouble.failsPage;
  }

  async #actOn(call: string, request: IncomingMessage, query: URLSearchParams): Promise<Act | undefined> {
    switch (call) {
      case "POST /vector_stores": {
        const store = await json(request);
        return { keep: () => this.stores.push(store), respond: (response) => send(response, STORE) };
      }
      case "GET /models":
        return { respond: (response) => send(response, { object: "list", data: MODELS }) };
      case "POST /files": {
        const upload = await readUpload(request);
        return { keep: () => this.uploads.push(upload), respond: (response) => send(response, FILES[0]) };
      }
      case "GET /files":
        return { respond: (response) => send(response, this.#page(query)) };
      case "POST /chat/completions":
        await buffer(request);
        return { respond: (response) => sendConversation(response, this.#trouble.streamTail) };
      default:
        return this.#actOnFile(/^GET \/files\/(file-\d)(\/content)?$/.exec(call));
    }
  }

  #actOnFile(match: RegExpExecArray | null): Act | undefined {
    const file = FILES.find(({ id }) => id === match?.[1]);
    if (file === undefined) return undefined;
    if (match?.[2] === undefined) return { respond: (response) => send(response, file) };
    return { respond: (response, isFirst) => sendBytes(response, isFirst && this.#trouble.breaksDownload === true) };
  }

  #page(query: URLSearchParams): unknown {
    const isRunaway = this.#trouble.repeatsPage === true && this.requests.length < MOST_PAGES;
    const limit = Number(query.get("limit") ?? 20);
    const after = this.#trouble.repeatsPage === true ? -1 : FILES.findIndex(({ id }) => id === query.get("after"));
    const data = FILES.slice(after + 1, after + 1 + limit);
    const has_more = this.#trouble.repeatsPage === true ? isRunaway : after + 1 + limit < FILES.length;
    return { object: "list", data, first_id: data[0]?.id, last_id: data.at(-1)?.id, has_more };
  }
}

/** What a request that is well formed does. */
interface Act {
  readonly keep?: () => void;
  readonly respond: (response: ServerResponse, isFirst: boolean) => Promise<void> | void;
}

const STORE = { id: "vs-1", object: "vector_store", created_at: 1_700_000_000, name: "Manuals", status: "completed" };

const MODELS = ["model-a", "model-b"].map((id) => ({ id, created: 1_700_000_000, object: "model", owned_by: "openai" }));

export const modelIds: readonly string[] = MODELS.map(({ id }) => id);

async function readUpload(request: IncomingMessage): Promise<Upload> {
  const fields: Record<string, string> = {};
  let filename = "";
  let content = "";
  const parser = busboy({ headers: request.headers });
  parser.on("field", (name, value) => (fields[name] = value));
  parser.on("file", (name, stream, info) => {
    if (name === "file") filename = info.filename ?? "";
    stream.setEncoding("utf8").on("data", (text: string) => (content += text));
  });
  await new Promise<void>((resolve, reject) => {
    parser.once("close", resolve).once("error", reject);
    request.pipe(parser);
  });
  return { filename, content, fields };
}

function send(response: ServerResponse, value: unknown): void {
  response.setHeader("content-type", "application/json").end(JSON.stringify(value));
}

function fail(response: ServerResponse, status: number, text?: string, headers: Readonly<Record<string, string>> = {}): void {
  const body = JSON.stringify({ error: { message: text ?? "not now", type: "server_error", param: null, code: null } });
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(headers["content-type"] === undefined ? body : text);
}

async function sendBytes(response: ServerResponse, breaks: boolean): Promise<void> {
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": fileBytes.length });
  if (!breaks) return void response.end(fileBytes);
  response.write(fileBytes.subarray(0, 100_000));
  await setTimeout(50);
  response.destroy();
}

/** Sends the events in pieces of seven bytes, which cut letters. */
async function sendConversation(response: ServerResponse, tail: string | undefined): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const words = tail === undefined ? spokenWords : spokenWords.slice(0, 2);
  const events = words.map((content) => `data: ${JSON.stringify(chunkOf(content))}\n\n`);
  const bytes = Buffer.from(`${events.join("")}${tail ?? "data: [DONE]\n\n"}`);
  for (let start = 0; start < bytes.length; start += 7) {
    response.write(bytes.subarray(start, start + 7));
    if (start % 210 === 0) await setTimeout(1);
  }
  response.end();
}

function chunkOf(content: string): object {
  const choice = { index: 0, delta: { content }, finish_reason: null };
  return { id: "chat-1", object: "chat.completion.chunk", created: 1_700_000_000, model: "gpt-5", choices: [choice] };
}
