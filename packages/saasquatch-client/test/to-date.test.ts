import { expect, test } from "vitest";
import { toDate } from "../src/to-date.ts";

test("toDate reads milliseconds, and leaves null and undefined as they are", () => {
  expect(toDate(Date.UTC(2026, 0, 31, 12)).toISOString()).toBe("2026-01-31T12:00:00.000Z");
  expect(toDate(0).getTime()).toBe(0);
  expect(toDate(null)).toBeNull();
  expect(toDate(undefined)).toBeUndefined();
});
