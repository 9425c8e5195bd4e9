import { expect, test } from "vitest";
import { encodeDateFilter, toDate } from "../src/dates.ts";

const moment = Date.UTC(2026, 0, 31, 12);

test("a Date and its milliseconds are the same exact filter", () => {
  expect(encodeDateFilter(moment)).toBe("1769860800000");
  expect(encodeDateFilter(new Date(moment))).toBe("1769860800000");
  expect(encodeDateFilter(0)).toBe("0");
});

test("a range is two moments with a comma between", () => {
  expect(encodeDateFilter({ from: 0, to: 123_412_451 })).toBe("0,123412451");
  expect(encodeDateFilter({ from: new Date(moment), to: moment + 1 })).toBe("1769860800000,1769860800001");
});

test("an open end is sent as an explicit bound", () => {
  expect(encodeDateFilter({ to: moment })).toBe("0,1769860800000");
  expect(encodeDateFilter({ from: moment })).toBe("1769860800000,253402300799999");
  expect(encodeDateFilter({})).toBe("0,253402300799999");
  expect(new Date(253_402_300_799_999).toISOString()).toBe("9999-12-31T23:59:59.999Z");
});

test.each([
  new Date("yesterday"),
  1.5,
  Number.NaN,
  2 ** 60,
  "2026-01-31",
  null,
  { from: moment, to: moment - 1 },
  { from: "2026-01-31" },
  { to: new Date("never") },
])("%o is no date filter", (filter) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what programs without types pass
  expect(encodeDateFilter(filter as Date)).toBeUndefined();
});

test("toDate reads milliseconds, and leaves null and undefined as they are", () => {
  expect(toDate(moment).toISOString()).toBe("2026-01-31T12:00:00.000Z");
  expect(toDate(0).getTime()).toBe(0);
  expect(toDate(null)).toBeNull();
  expect(toDate(undefined)).toBeUndefined();
});
