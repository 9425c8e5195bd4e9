import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayRetry, retryDelayMs } from "../src/may-retry.ts";

describe("the wait where the server asks for none", () => {
  test("doubles from half a second to eight seconds", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => retryDelayMs(attempt, 0))).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test("is shortened by chance, by half at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const full = retryDelayMs(attempt, 0);
        expect(retryDelayMs(attempt, random)).toBeGreaterThanOrEqual(full / 2);
        expect(retryDelayMs(attempt, random)).toBeLessThanOrEqual(full);
      }),
    );
  });
});

describe("an attempt may be sent again", () => {
  test("of a safe operation, after a failure that can pass", () => {
    const may = [408, 429, 500, 502, 503, 504].map((status) => ({ status }));
    for (const failure of [
      ...may,
      { reason: "interrupted" },
      { reason: "not-sent" },
      { reason: "truncated" },
      { limit: "timeoutMs" },
    ]) {
      expect(mayRetry(failure, true)).toBe(true);
    }
  });

  test("of an unsafe operation, only if the server refused the request or cannot have seen it", () => {
    expect(mayRetry({ status: 429 }, false)).toBe(true);
    expect(mayRetry({ reason: "not-sent" }, false)).toBe(true);
    const mayNot = [408, 500, 502, 503, 504].map((status) => ({ status }));
    for (const failure of [...mayNot, { reason: "interrupted" }, { reason: "truncated" }, { limit: "timeoutMs" }]) {
      expect(mayRetry(failure, false)).toBe(false);
    }
  });

  test("of no operation, after a failure that would come again", () => {
    const final = [400, 401, 403, 404, 409, 422, 501].map((status) => ({ status }));
    const reasons = ["redirect-refused", "not-json", "empty", "too-large", "wrong-shape"].map((reason) => ({ reason }));
    for (const failure of [...final, ...reasons, { limit: "totalTimeoutMs" }, { limit: "idleTimeoutMs" }, {}]) {
      expect(mayRetry(failure, true)).toBe(false);
    }
  });
});
