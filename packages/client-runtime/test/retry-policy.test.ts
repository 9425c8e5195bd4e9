import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayRetry, parseRetryAfter, retryDelayMs } from "../src/retry-policy.ts";

const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const after = (value: string): number | undefined => parseRetryAfter(new Headers({ "retry-after": value }), now);

describe("the wait that a server asks for", () => {
  test("is read in seconds", () => {
    expect(after("3")).toBe(3000);
    expect(after("0.5")).toBe(500);
  });

  test("is read as a date in the three forms that HTTP knows", () => {
    expect(after("Sat, 21 Nov 2026 12:00:05 GMT")).toBe(5000);
    expect(after("Saturday, 21-Nov-26 12:00:05 GMT")).toBe(5000);
    expect(after("Sat Nov 21 12:00:05 2026")).toBe(5000);
  });

  test("is read from retry-after-ms first", () => {
    expect(parseRetryAfter(new Headers({ "retry-after": "3", "retry-after-ms": "20" }), now)).toBe(20);
  });

  test("falls back to the other header where one is unreadable", () => {
    expect(parseRetryAfter(new Headers({ "retry-after": "3", "retry-after-ms": "soon" }), now)).toBe(3000);
  });

  test.each(["", "0", "-1", "soon", "1.2.3", "1e3", "0x10", "Infinity", "Sat, 21 Nov 2026 11:59:59 GMT", "Sat, 99 Nov 2026"])(
    "is nothing where it is past or unreadable: %j",
    (value) => {
      expect(after(value)).toBeUndefined();
    },
  );

  test("is undefined or above zero, whatever the header", () => {
    fc.assert(
      fc.property(fc.string().filter(isHeader), (value) => {
        const wait = after(value);
        expect(wait === undefined || wait > 0).toBe(true);
      }),
    );
  });

  test("is as long as any whole number of seconds says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seconds) => {
        expect(after(String(seconds))).toBe(seconds * 1000);
      }),
    );
  });

  test("ends at any date to come", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seconds) => {
        expect(after(new Date(now + seconds * 1000).toUTCString())).toBe(seconds * 1000);
      }),
    );
  });
});

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

describe("what may be sent again", () => {
  test("a safe operation: after what can pass", () => {
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

  test("an unsafe operation: only what the server refused or cannot have seen", () => {
    expect(mayRetry({ status: 429 }, false)).toBe(true);
    expect(mayRetry({ reason: "not-sent" }, false)).toBe(true);
    const mayNot = [408, 500, 502, 503, 504].map((status) => ({ status }));
    for (const failure of [...mayNot, { reason: "interrupted" }, { reason: "truncated" }, { limit: "timeoutMs" }]) {
      expect(mayRetry(failure, false)).toBe(false);
    }
  });

  test("nothing: after what would come again", () => {
    const final = [400, 401, 403, 404, 409, 422, 501].map((status) => ({ status }));
    const reasons = ["redirect-refused", "not-json", "empty", "too-large", "wrong-shape"].map((reason) => ({ reason }));
    for (const failure of [...final, ...reasons, { limit: "totalTimeoutMs" }, { limit: "idleTimeoutMs" }, {}]) {
      expect(mayRetry(failure, true)).toBe(false);
    }
  });
});

function isHeader(value: string): boolean {
  try {
    return Boolean(new Headers({ value }));
  } catch {
    return false;
  }
}
