import { expect, test } from "vitest";
import { readApi } from "../../../src/model/api.ts";
import { documentOf, labelledApis, labelOf } from "./labels.ts";

const cases = labelledApis.flatMap(({ api, operations }) =>
  operations.map((label) => ({
    ...label,
    name: `${api} ${label.call}`,
    found: labelOf(readApi(documentOf(label)).value.operations[0]?.pages),
  })),
);

test("fifty operations of ten APIs and more are labelled", () => {
  expect(cases.length).toBeGreaterThanOrEqual(50);
  expect(new Set(labelledApis.map(({ api }) => api)).size).toBeGreaterThanOrEqual(10);
});

test("no operation is walked in another way than its label says", () => {
  const wrong = cases.filter(({ found, pages }) => found !== "none" && !pages.includes(found));
  expect(wrong.map(({ name, found }) => `${name}: ${found}`)).toEqual([]);
});

test("operations with pages are recognised, except for two with contradictory documents", () => {
  const missed = cases.filter(({ found, pages }) => found === "none" && !pages.includes("none"));
  expect(missed.map(({ name }) => name)).toEqual(["Slack GET /files.list", "Jira GET /rest/api/3/search"]);
  expect(missed.length).toBeLessThan(0.2 * cases.filter(({ pages }) => !pages.includes("none")).length);
});
