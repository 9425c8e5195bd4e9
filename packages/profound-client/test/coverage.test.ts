import { expect, test } from "vitest";
import { operations, type Operations } from "../src/generated/operations.gen.ts";
import { createProfoundClient } from "../src/index.ts";
import { createProfoundMock } from "../src/testing.ts";

/** Operations that have no method on purpose: users reach them by `call`. */
const byCall: readonly (keyof Operations)[] = [];

test("every operation of the spec has a method of a resource, or is left to call on purpose", async () => {
  const reached = new Set<string>();
  const mock = createProfoundMock({ citations: [{ domain: "a.com" }] });
  const { reports } = createProfoundClient({
    apiKey: mock.apiKey,
    fetch: mock.fetch,
    hooks: { onRequest: ({ operation }) => reached.add(operation.id) },
  });
  const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
  await reports.queryCitations(query);
  await reports.streamCitations(query).next();
  await reports.queryReferrals({ domain: "a.com", start_date: "2026-06-09", metrics: ["visits"] });
  const undecided = Object.keys(operations).filter((id) => !reached.has(id) && !byCall.some((other) => other === id));
  expect(undecided, "give each of these operations a method, or name it in byCall").toEqual([]);
  expect(
    byCall.filter((id) => reached.has(id) || !(id in operations)),
    "byCall names no operation without a method",
  ).toEqual([]);
});
