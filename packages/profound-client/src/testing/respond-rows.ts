import { type MockEvent, respondEvents } from "@specloom/client-runtime/mock";

type Row = Readonly<Record<string, unknown>>;

/** A prime number, so that chunks end anywhere: within a field, a line end, a character. */
const CHUNK_BYTES = 8209;

function* encodeEvents(summary: Row, rows: readonly Row[]): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  yield encoder.encode(`event: summary\ndata: ${JSON.stringify(summary)}\n\n`);
  for (const row of rows) yield encoder.encode(`event: result\ndata: ${JSON.stringify(row)}\n\n`);
}

function* cut(parts: Iterable<Uint8Array<ArrayBuffer>>): Generator<Uint8Array<ArrayBuffer>> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let used = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length;) {
      const taken = part.subarray(at, at + CHUNK_BYTES - used);
      chunk.set(taken, used);
      used += taken.length;
      at += taken.length;
      if (used < CHUNK_BYTES) continue;
      yield chunk;
      chunk = new Uint8Array(CHUNK_BYTES);
      used = 0;
    }
  }
  if (used > 0) yield chunk.subarray(0, used);
}

function* rawEvents(summary: Row, rows: readonly Row[]): Generator<MockEvent> {
  for (const raw of cut(encodeEvents(summary, rows))) yield { raw };
}

/** A report as an event stream: one `summary`, one `result` for each row. It is written only as fast as it is read. */
export function respondRows(summary: Row, rows: readonly Row[], signal: AbortSignal): Response {
  return respondEvents(rawEvents(summary, rows), signal);
}
