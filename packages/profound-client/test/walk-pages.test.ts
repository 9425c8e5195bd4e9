import { expect, test } from "vitest";
import { createProfoundClient } from "../src/index.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

/** A client whose server gives a page for the number of each request. */
function walksOf(page: (asked: number) => object) {
  let asked = 0;
  const { reports } = createProfoundClient({ apiKey: "key", fetch: heldToSpec(async () => Response.json(page(asked++))) });
  return {
    citations: () =>
      reports.queryCitationsAll({
        category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
        start_date: "2026-01-01",
        end_date: "2026-01-02",
      }),
    referrals: () =>
      reports.queryReferralsAll({ domain: "d", metrics: ["visits"], dimensions: ["path"], start_date: "2026-01-01" }),
    asked: () => asked,
  };
}

async function walk(rows: AsyncIterable<object>): Promise<{ found: object[]; error?: unknown }> {
  const found: object[] = [];
  try {
    for await (const row of rows) found.push(row);
    return { found };
  } catch (error) {
    return { found, error };
  }
}

const citations = (domains: readonly string[], next_cursor: unknown, total_results: number | null = null) => ({
  info: { count: domains.length, next_cursor, total_results },
  data: domains.map((domain) => ({ domain })),
});
const referrals = (paths: readonly string[], total_rows?: number) => ({
  info: { ...(total_rows !== undefined && { total_rows }), query: { metrics: ["visits"], dimensions: ["path"] } },
  data: paths.map((path) => ({ metrics: [1], dimensions: [path] })),
});

test("an empty page with a cursor ends no walk", async () => {
  const pages = [citations(["a"], "1", 2), citations([], "2"), citations(["b"], null)];
  expect(await walk(walksOf((asked) => pages[asked] ?? {}).citations())).toEqual({ found: [{ domain: "a" }, { domain: "b" }] });
});

test.each([null, "", undefined])("%j as last cursor is an end", async (last) => {
  const { citations: rows, asked } = walksOf(() => citations(["a"], last, 1));
  expect(await walk(rows())).toEqual({ found: [{ domain: "a" }] });
  expect(asked()).toBe(1);
});

test("an end before the total, which was named once, is an error after all rows that came", async () => {
  const pages = [citations(["a"], "1", 3), citations(["b"], null)];
  const { found, error } = await walk(walksOf((asked) => pages[asked] ?? {}).citations());
  expect(found).toHaveLength(2);
  expect(error).toMatchObject({ code: "ResponseError", reason: "wrong-shape", message: expect.stringContaining("2 of 3 rows") });
});

test.each([
  ["come by turns under new cursors", (asked: number) => citations([["a", "b"][asked % 2] ?? ""], `cursor-${asked}`)],
  ["have a cursor that is an object", () => citations(["a"], { page: 1 })],
  ["are empty under new cursors", (asked: number) => citations([], `cursor-${asked}`)],
])("pages of citations that %s end in an error", async (_, page) => {
  const { citations: rows, asked } = walksOf(page);
  expect((await walk(rows())).error).toMatchObject({ code: "ResponseError", reason: "wrong-shape" });
  expect(asked()).toBeLessThanOrEqual(100);
});

test("the total of referrals counts until it is named anew", async () => {
  const pages = [referrals(["/a"], 2), referrals(["/b"])];
  expect((await walk(walksOf((asked) => pages[asked] ?? {}).referrals())).found).toHaveLength(2);
});

test("an empty page of referrals before the total is an error", async () => {
  const pages = [referrals(["/a"], 9), referrals([], 9)];
  const { found, error } = await walk(walksOf((asked) => pages[asked] ?? {}).referrals());
  expect(found).toHaveLength(1);
  expect(error).toMatchObject({ reason: "wrong-shape", message: expect.stringContaining("got no rows at offset 1, of 9") });
});

test("an offset that the server ignores is an error, and no row comes twice", async () => {
  const { found, error } = await walk(walksOf(() => referrals(["/a", "/b"], 1000)).referrals());
  expect(found).toHaveLength(2);
  expect(error).toMatchObject({ reason: "wrong-shape" });
});
