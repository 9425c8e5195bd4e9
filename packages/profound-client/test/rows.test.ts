import { expect, test } from "vitest";
import { isResponseError } from "../src/index.ts";
import { nameRows } from "../src/rows.ts";

const record = { operation: { id: "queryReferrals", method: "POST", path: "/v2/reports/referrals" }, attempts: 1 };
const request = { metrics: ["visits", "last_visit"], dimensions: ["path", "date"] };

test("columns are in the response's order, not the request's", () => {
  const query = { metrics: ["last_visit", "visits"], dimensions: ["date", "path"], date_interval: "day" };
  const rows = nameRows(
    { info: { total_rows: 1, query }, data: [{ metrics: [17, 3], dimensions: ["2026-06-09", "/"] }] },
    request,
    record,
  );
  expect(rows).toEqual([{ date: "2026-06-09", path: "/", last_visit: 17, visits: 3 }]);
});

test.each([null, undefined])("columns are in the request's order if the response's query is %s", (query) => {
  const rows = nameRows(
    { info: { total_rows: 1, query }, data: [{ metrics: [3, 17], dimensions: ["/", "2026-06-09"] }] },
    request,
    record,
  );
  expect(rows).toEqual([{ path: "/", date: "2026-06-09", visits: 3, last_visit: 17 }]);
});

test("without dimensions there is one row of metrics", () => {
  const response = { info: { total_rows: 1, query: null }, data: [{ metrics: [3], dimensions: [] }] };
  expect(nameRows(response, { metrics: ["visits"] }, record)).toEqual([{ visits: 3 }]);
  expect(nameRows({ ...response, info: { total_rows: 1, query: { metrics: ["visits"] } } }, request, record)).toEqual([
    { visits: 3 },
  ]);
});

test("values that are null or text are passed on as they are", () => {
  const data = [{ metrics: [null, "2026-06-09T10:00:00Z"], dimensions: ["/", "x"] }];
  expect(nameRows({ info: { total_rows: 1, query: null }, data }, request, record)).toEqual([
    { path: "/", date: "x", visits: null, last_visit: "2026-06-09T10:00:00Z" },
  ]);
});

test("a column may have the name of an inherited property", () => {
  const query = { metrics: ["__proto__"], dimensions: ["constructor"] };
  const [row = {}] = nameRows({ info: { total_rows: 1, query }, data: [{ metrics: [1], dimensions: ["a"] }] }, request, record);
  expect(Object.entries(row)).toEqual([
    ["constructor", "a"],
    ["__proto__", 1],
  ]);
});

test("a row with another number of values than columns is an error that points to it", () => {
  const data = [
    { metrics: [1, 2], dimensions: ["/", "x"] },
    { metrics: [1], dimensions: ["/", "x"] },
  ];
  let error: unknown;
  try {
    nameRows({ info: { total_rows: 2, query: null }, data }, request, record);
  } catch (thrown) {
    error = thrown;
  }
  expect(isResponseError(error) && [error.reason, error.pointer, error.operation?.id]).toEqual([
    "wrong-shape",
    "/data/1",
    "queryReferrals",
  ]);
});
