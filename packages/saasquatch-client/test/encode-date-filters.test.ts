import { expect, test } from "vitest";
import { type DateFilter, encodeDateFilters } from "../src/encode-date-filters.ts";

const moment = Date.UTC(2026, 0, 31, 12);
const encode = (filter: DateFilter | undefined) => encodeDateFilters({ dateReferralPaid: filter }).dateReferralPaid;

test("a Date and its milliseconds are the same exact filter", () => {
  expect(encode(moment)).toBe("1769860800000");
  expect(encode(new Date(moment))).toBe("1769860800000");
  expect(encode(0)).toBe("0");
});

test("a range is two moments with a comma between", () => {
  expect(encode({ from: 0, to: 123_412_451 })).toBe("0,123412451");
  expect(encode({ from: new Date(moment), to: moment + 1 })).toBe("1769860800000,1769860800001");
});

test("a missing filter stays missing", () => {
  expect(encode(undefined)).toBeUndefined();
});

test.each([
  [{ from: "2026-01-31" }, "2026-01-31 to 253402300799999"],
  [{ from: moment, to: new Date("never") }, "1769860800000 to Invalid Date"],
  [{ start: moment }, "{ start }"],
  [new Date("never"), "Invalid Date"],
])("the error about %o shows the given value", (filter, given) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  expect(() => encode(filter as Date)).toThrow(`not "${given}"`);
});

test("an open end is sent as an explicit bound", () => {
  expect(encode({ to: moment })).toBe("0,1769860800000");
  expect(encode({ from: moment })).toBe("1769860800000,253402300799999");
  expect(encode({})).toBe("0,253402300799999");
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
  [[moment, moment + 1]],
  { start: moment, end: moment + 1 },
  new Map([["from", moment]]),
])("%o is not a date filter", (filter) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  expect(() => encode(filter as Date)).toThrow(/dateReferralPaid must be a Date/);
});

test("the other params stay as they are, and both filters are encoded under their names", () => {
  expect(encodeDateFilters({ limit: 5, dateReferralEnded: 7 })).toEqual({ limit: 5, dateReferralEnded: "7" });
  expect(() => encodeDateFilters({ dateReferralEnded: Number.NaN })).toThrow("dateReferralEnded must be");
});
