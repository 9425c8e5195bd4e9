import { describe, expect, test } from "vitest";
import { dateRange } from "../src/date-range.ts";
import { easternDay, isConfigurationError, lastDays } from "../src/index.ts";

describe("an instant becomes the day of Eastern Time", () => {
  test.each([
    ["2026-06-09T03:59:59Z", "2026-06-08"],
    ["2026-06-09T04:00:00Z", "2026-06-09"],
    ["2026-01-09T04:59:59Z", "2026-01-08"],
    ["2026-01-09T05:00:00Z", "2026-01-09"],
    // The night of the change to summer time has 23 hours.
    ["2026-03-08T04:59:59Z", "2026-03-07"],
    ["2026-03-09T03:59:59Z", "2026-03-08"],
    ["2026-12-31T23:59:59Z", "2026-12-31"],
  ])("%s is %s", (instant, day) => {
    expect(easternDay(new Date(instant))).toBe(day);
    expect(dateRange("citations", new Date(instant), new Date(instant))).toEqual({ start_date: day, end_date: day });
  });
});

test("the dates are the same in every time zone of the machine", () => {
  const before = process.env["TZ"];
  const offsets = new Set<number>();
  try {
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"]) {
      process.env["TZ"] = zone;
      offsets.add(new Date().getTimezoneOffset());
      const instant = new Date("2026-06-09T03:00:00Z");
      expect(easternDay(instant)).toBe("2026-06-08");
      expect(dateRange("referrals", instant, "2026-06-09 04:00")).toEqual({
        start_date: "2026-06-09T03:00:00.000Z",
        end_date: "2026-06-09 04:00",
      });
      expect(lastDays(1, { now: instant })).toEqual({ start_date: "2026-06-07", end_date: "2026-06-07" });
    }
    expect(offsets.size).toBe(3);
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});

test("the last days end with yesterday, in the zone of the report", () => {
  const now = new Date("2026-06-16T03:30:00Z");
  expect(lastDays(7, { now })).toEqual({ start_date: "2026-06-08", end_date: "2026-06-14" });
  expect(lastDays(7, { now, report: "referrals" })).toEqual({
    start_date: "2026-06-09T00:00:00.000Z",
    end_date: "2026-06-15T23:59:59.999Z",
  });
  expect(lastDays(2, { now: new Date("2026-03-09T12:00Z") })).toEqual({ start_date: "2026-03-07", end_date: "2026-03-08" });
  expect(lastDays(366, { now: new Date("2024-12-31T12:00Z") }).start_date).toBe("2023-12-31");
  expect(lastDays(1).start_date).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test.each([0, -1, 1.5, Number.NaN, 1e9])("%s last days are refused", (days) => {
  expect(() => lastDays(days)).toThrow("days must be a whole number from 1 to 36525");
});

test("an invalid date is refused wherever it is given", () => {
  const now = new Date("no date");
  expect(() => lastDays(7, { now })).toThrow("now must be a valid Date");
  expect(() => lastDays(7, { now, report: "referrals" })).toThrow("now must be a valid Date");
  expect(() => easternDay(now)).toThrow("instant must be a valid Date");
});

test.each([null, 1_781_000_000_000, "2026-06-09", {}])("%j is not a Date", (value) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  const now = value as Date;
  expect(() => easternDay(now)).toThrow("instant must be a valid Date");
  expect(() => lastDays(7, { now })).toThrow("now must be a valid Date");
});

test("an unknown report is refused", () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  expect(() => lastDays(7, { report: "citation" as "citations" })).toThrow('report must be "citations" or "referrals"');
});

describe("a referrals report takes", () => {
  test.each([
    ["2026-06-09", "2026-06-09"],
    ["2026-06-09", "2026-06-09 00:00"],
    ["2026-06-09 10:30", "2026-06-09"],
    ["2026-06-09 10:30:15", "2026-06-09 10:30:15"],
    ["2026-06-09T10:30:15.123Z", "2026-06-10T00:00:00Z"],
    // Later by the clock on the wall, and earlier in truth.
    ["2026-06-09T12:00:00+02:00", "2026-06-09T11:00:00Z"],
    ["2024-02-29", "2024-03-01"],
  ])("%s to %s as it is", (start_date, end_date) => {
    expect(dateRange("referrals", start_date, end_date)).toEqual({ start_date, end_date });
  });
});

describe("a range is refused before any request", () => {
  test.each([
    ["citations", "2026-02-30", "2026-03-01", "start_date"],
    ["citations", "2026-06-09", "2026-13-01", "end_date"],
    ["citations", "2026-06-09 10:00", "2026-06-10", "start_date"],
    ["citations", "06/09/2026", "2026-06-10", "start_date"],
    ["citations", "2026-6-9", "2026-06-10", "start_date"],
    ["citations", "2026-06-15", "2026-06-09", "end_date"],
    ["citations", new Date(Number.NaN), "2026-06-09", "start_date"],
    ["citations", undefined, "2026-06-09", "start_date"],
    ["citations", 1_781_000_000_000, "2026-06-09", "start_date"],
    ["referrals", "2025-02-29", "2026-03-01", "start_date"],
    ["referrals", "2026-06-09 25:00", "2026-06-10", "start_date"],
    ["referrals", "2026-06-09T10:00:00Z", "2026-06-09T09:59:59Z", "end_date"],
    ["referrals", "2026-06-10", "2026-06-09 23:59", "end_date"],
    ["referrals", "yesterday", "2026-06-09", "start_date"],
  ] as const)("%s from %s to %s", (report, start, end, option) => {
    let error: unknown;
    try {
      dateRange(report, start, end);
    } catch (thrown) {
      error = thrown;
    }
    expect(isConfigurationError(error) && error.option).toBe(option);
  });
});
