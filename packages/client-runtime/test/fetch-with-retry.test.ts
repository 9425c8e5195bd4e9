import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError, ConnectionError, type CallError } from "../src/errors.ts";
import { fetchWithRetry } from "../src/fetch-with-retry.ts";
import { resolveLimits } from "../src/options.ts";
import type { CallState, WireInit } from "../src/wire.ts";
import { errorOf } from "./support/in-memory.ts";

const init: WireInit = { method: "POST", headers: new Headers() };

function newCall(limits: Parameters<typeof resolveLimits>[0] = {}): CallState {
  const operation = { id: "search", method: "POST", path: "/search" };
  return {
    operation,
    attempts: 0,
    limits: resolveLimits(limits),
    isSafe: true,
    kind: "json",
    hooks: {},
    validate: undefined,
    describeError: undefined,
    credentials: [],
    secrets: { values: [], body: undefined },
  };
}

function apiError(call: CallState, retryAfterMs?: number): ApiError {
  return new ApiError(call, "got 503: ", { status: 503, body: "", headers: new Headers(), retryAfterMs });
}

/** Fails once for each error, then returns the number of the attempt. */
function failing(call: CallState, errors: (() => CallError)[]): () => Promise<number> {
  return () => {
    const error = errors[call.attempts - 1];
    return error ? Promise.reject(error()) : Promise.resolve(call.attempts);
  };
}

describe("fetchWithRetry", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("waits half a second, then a second", async () => {
    const call = newCall();
    const result = fetchWithRetry(call, failing(call, [() => apiError(call), () => apiError(call)]))("https://api.test", init);
    await vi.advanceTimersByTimeAsync(499);
    expect(call.attempts).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(call.attempts).toBe(2);
    await vi.advanceTimersByTimeAsync(999);
    expect(call.attempts).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    await expect(result).resolves.toBe(3);
  });

  test("waits as long as the server asks for", async () => {
    const call = newCall();
    const result = fetchWithRetry(call, failing(call, [() => apiError(call, 20_000)]))("https://api.test", init);
    await vi.advanceTimersByTimeAsync(19_999);
    expect(call.attempts).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expect(result).resolves.toBe(2);
  });

  test("does not sleep a wait above maxRetryDelayMs", async () => {
    const call = newCall();
    const error = await errorOf<ApiError>(
      fetchWithRetry(call, failing(call, [() => apiError(call, 60_001)]))("https://api.test", init),
    );
    expect(error.retryAfterMs).toBe(60_001);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("gives up after maxRetries with the last error", async () => {
    const call = newCall({ maxRetries: 1 });
    const errors = ["first", "last"].map((word) => () => new ConnectionError(call, word, { reason: "interrupted" }));
    const error = errorOf<ConnectionError>(fetchWithRetry(call, failing(call, errors))("https://api.test", init));
    await vi.runAllTimersAsync();
    expect(await error).toMatchObject({ message: expect.stringContaining("last"), attempts: 2 });
  });

  test("ends its wait, and its timer, with the signal", async () => {
    const call = newCall();
    const controller = new AbortController();
    const send = fetchWithRetry(call, failing(call, [() => apiError(call, 20_000)]));
    const error = errorOf(send("https://api.test", { ...init, signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(10);
    controller.abort("stop");
    expect(await error).toBe("stop");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("tells onRetry what failed and how long it waits", async () => {
    const onRetry = vi.fn<(event: object) => void>();
    const call = { ...newCall(), hooks: { onRetry } };
    const result = fetchWithRetry(call, failing(call, [() => apiError(call, 70)]))("https://api.test/search?who=me", init);
    await vi.runAllTimersAsync();
    await result;
    expect(onRetry.mock.calls).toEqual([
      [
        {
          operation: call.operation,
          method: "POST",
          url: "https://api.test/search",
          attempt: 1,
          delayMs: 70,
          error: expect.any(ApiError),
        },
      ],
    ]);
  });

  test("passes on a foreign error", async () => {
    const call = newCall();
    const bug = new RangeError("a bug");
    await expect(fetchWithRetry(call, () => Promise.reject(bug))("https://api.test", init)).rejects.toBe(bug);
  });
});
