import type { Fetch } from "../../src/index.ts";

/** A request as a custom `fetch` saw it. */
export interface SentRequest {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** A `fetch` with the given responses. It keeps the requests. For tests that need no server. */
export function recordingFetch(respond: (sent: SentRequest, index: number) => Promise<Response> | Response): {
  readonly fetch: Fetch;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (url, init) => {
      const request = { url, init, headers: new Headers(init.headers) };
      return respond(request, sent.push(request) - 1);
    },
  };
}

/** Responds with JSON. */
export function json(value: unknown, init: ResponseInit = {}): Response {
  return Response.json(value, init);
}

/** The error that a promise ends in. */
export async function errorOf<Kind>(promise: Promise<unknown>): Promise<Kind> {
  return promise.then(
    () => {
      throw new Error("the call did not fail");
    },
    (error: unknown) => error as Kind,
  );
}

/** A body in chunks, made as they are read; `pulls` counts them. */
export function chunkedBody(chunks: Iterable<Uint8Array | string>): {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  pulls(): number;
} {
  const encoder = new TextEncoder();
  const iterator = chunks[Symbol.iterator]();
  let pulls = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        pulls++;
        const { done, value } = iterator.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : Uint8Array.from(value));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, pulls: () => pulls };
}

/** The response of an event stream. */
export function eventsOf(chunks: Iterable<Uint8Array | string>): Response {
  return new Response(chunkedBody(chunks).body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
}
