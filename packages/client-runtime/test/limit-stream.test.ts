import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limitStream } from "../src/limit-stream.ts";
import type { CallState } from "../src/wire.ts";

const limits = {
  timeoutMs: 1000,
  totalTimeoutMs: undefined,
  idleTimeoutMs: 100,
  maxRetries: 0,
  maxRetryDelayMs: 0,
  maxResponseBytes: 1,
};
const call = (totalTimeoutMs?: number): CallState => ({
  operation: { id: "watch", method: "GET", path: "/watch" },
  attempts: 1,
  limits: { ...limits, totalTimeoutMs },
  isSafe: true,
  kind: "events",
  hooks: {},
  validate: undefined,
  describeError: undefined,
  credentials: [],
  secrets: { values: [], body: undefined },
});

/** A body whose chunks are sent by hand; tells whether it was cancelled. */
function createBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let pulls = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (own) => void (controller = own),
      pull: () => void pulls++,
      cancel: () => void (isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  return {
    body,
    send: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    fail: (error: unknown) => controller?.error(error),
    pulls: () => pulls,
    isCancelled: () => isCancelled,
  };
}

const read = (stream: ReadableStream<Uint8Array>) => {
  const reader = stream.getReader();
  return async () => {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  const left = vi.getTimerCount();
  vi.useRealTimers();
  if (left > 0) throw new Error(`${left} timers are left`);
});

test("chunks come as they were sent, and none is asked for before it is wanted", async () => {
  const { body, send, end, pulls } = createBody();
  const next = read(limitStream(call(), body, new AbortController().signal, 0));
  await vi.advanceTimersByTimeAsync(1000);
  expect(pulls()).toBe(0);
  const first = next();
  send("a");
  expect(await first).toBe("a");
  send("b");
  expect(await next()).toBe("b");
  end();
  expect(await next()).toBeUndefined();
});

test("a silence of idleTimeoutMs ends a stream that is waited for, and no other", async () => {
  const { body, send, isCancelled } = createBody();
  const next = read(limitStream(call(), body, new AbortController().signal, 0));
  const first = next();
  await vi.advanceTimersByTimeAsync(99);
  send("a");
  expect(await first).toBe("a");
  await vi.advanceTimersByTimeAsync(1000);
  const second = next().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(100);
  expect(await second).toMatchObject({ code: "TimeoutError", limit: "idleTimeoutMs", ms: 100 });
  expect(isCancelled()).toBe(true);
});

test("totalTimeoutMs counts from the beginning of the call, and ends a stream that nobody reads too", async () => {
  const { body, isCancelled } = createBody();
  const startedMs = performance.now();
  await vi.advanceTimersByTimeAsync(300);
  const next = read(limitStream(call(500), body, new AbortController().signal, startedMs));
  await vi.advanceTimersByTimeAsync(199);
  expect(isCancelled()).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(isCancelled()).toBe(true);
  await expect(next()).rejects.toMatchObject({ code: "TimeoutError", limit: "totalTimeoutMs", ms: 500 });
});

test("the signal ends it with its own reason, also where it was aborted before", async () => {
  const { body, isCancelled } = createBody();
  const controller = new AbortController();
  const next = read(limitStream(call(), body, controller.signal, 0));
  const first = next().catch((error: unknown) => error);
  controller.abort("enough");
  expect([await first, isCancelled()]).toEqual(["enough", true]);
  const late = createBody();
  await expect(read(limitStream(call(500), late.body, controller.signal, 0))()).rejects.toBe("enough");
  expect(late.isCancelled()).toBe(true);
});

test("a connection that breaks off is a ConnectionError", async () => {
  const { body, send, fail } = createBody();
  const next = read(limitStream(call(), body, new AbortController().signal, 0));
  send("a");
  expect(await next()).toBe("a");
  const second = next().catch((error: unknown) => error);
  fail(new TypeError("terminated", { cause: { code: "ECONNRESET" } }));
  expect(await second).toMatchObject({ code: "ConnectionError", reason: "interrupted" });
});

test("leaving it closes the connection", async () => {
  const { body, isCancelled } = createBody();
  const controller = new AbortController();
  const stream = limitStream(call(500), body, controller.signal, performance.now());
  await stream.cancel("left");
  expect(isCancelled()).toBe(true);
  controller.abort("later");
});
