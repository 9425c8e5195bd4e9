import { expect, test } from "vitest";
import { operations, type Operations } from "../src/generated/operations.gen.ts";
import { resources } from "../src/generated/resources.gen.ts";
import { createProfoundClient } from "../src/index.ts";
import { createProfoundMock } from "../src/testing.ts";

/** Operations whose generated method has one that is written by hand in its place, or on top of it. */
const byHand: readonly (keyof Operations)[] = ["queryCitations", "queryReferrals", "streamCitations"];

/** Operations whose method the client leaves out on purpose: users reach them by `call`. */
const refused: readonly (keyof Operations)[] = [];

test("every operation of the spec has a method: by hand, as it is generated, or refused on purpose", async () => {
  const reached = new Set<string>();
  const mock = createProfoundMock({ citations: [{ domain: "a.com" }] });
  const client = createProfoundClient({
    apiKey: mock.apiKey,
    fetch: mock.fetch,
    hooks: { onRequest: ({ operation }) => reached.add(operation.id) },
  });
  const { reports } = client;
  const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
  await reports.queryCitations(query);
  await reports.streamCitations(query).next();
  await reports.queryReferrals({ domain: "a.com", start_date: "2026-06-09", metrics: ["visits"] });
  expect([...reached].toSorted()).toEqual(byHand);
  const generated = Object.keys(operations).filter((id) => !reached.has(id) && !refused.some((other) => other === id));
  const methods = Object.entries(resources).flatMap(([resource, factory]) =>
    Object.keys(factory(() => undefined)).filter((method) => method in (Reflect.get(client, resource) ?? {})),
  );
  expect(methods).toHaveLength(byHand.length + generated.length);
});
