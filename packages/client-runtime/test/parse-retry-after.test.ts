import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRetryAfter } from "../src/parse-retry-after.ts";

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

  test("is read in the zone that a date names", () => {
    expect(after("Sat, 21 Nov 2026 13:00:05 +0100")).toBe(5000);
    expect(after("Sat, 21 Nov 2026 07:00:05 EST")).toBe(5000);
    expect(after("Sat, 21 Nov 2026 12:00:05 UTC")).toBe(5000);
    expect(after("2026-11-21T12:00:05Z")).toBe(5000);
    expect(after("Sat, 21 Nov 2026 12:00:05")).toBe(5000);
  });

  test("is the longer one where the header was sent twice", () => {
    const headers = new Headers([
      ["retry-after", "2"],
      ["retry-after", "3"],
    ]);
    expect(parseRetryAfter(headers, now)).toBe(3000);
    expect(after("3, soon")).toBeUndefined();
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

function isHeader(value: string): boolean {
  try {
    return Boolean(new Headers({ value }));
  } catch {
    return false;
  }
}
