// The server of a bench, in a process of its own so that its CPU is nobody's: responds like both APIs, and tells its parent the port.
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { MEMORY_ROWS, citationsPage, citationsStream, cut, referralsPage, summaryEvent } from "./citations-page.ts";

const BLOCK_ROWS = 10_000;

const citations = Buffer.from(citationsPage);
const referrals = Buffer.from(referralsPage);
/** Some thousand rows that are sent again and again: a million of them need not be held. */
const block = citationsStream(BLOCK_ROWS).subarray(Buffer.byteLength(summaryEvent(BLOCK_ROWS)));
const chunks = cut(block.slice(), 64 * 1024);

async function streamCitations(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(summaryEvent(MEMORY_ROWS));
  for (let sent = 0; sent < MEMORY_ROWS; sent += BLOCK_ROWS) {
    for (const chunk of chunks) if (!response.write(chunk)) await once(response, "drain");
  }
  response.end();
}

function respondJson(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length, "x-request-id": "bench" });
  response.end(body);
}

function respond(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  request.once("end", () => {
    if (request.url?.endsWith("/stream")) void streamCitations(response);
    else respondJson(response, request.method === "POST" ? citations : referrals);
  });
}

// A connection that stays open between calls is part of what is measured.
const server = createServer({ keepAliveTimeout: 60_000 }, respond);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
process.once("disconnect", () => {
  process.exit();
});
