import { describe, expect, test } from "vitest";
import { isResponseError } from "../src/index.ts";
import { paginate } from "../src/paginate.ts";
import { errorOf } from "./support/in-memory.ts";

interface Page {
  readonly rows: readonly number[];
  readonly next?: string | null | undefined;
}

const operation = { id: "list", method: "GET", path: "/things" };

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function byCursor(pages: Readonly<Record<string, Page>>, asked: string[] = []): AsyncGenerator<number, undefined, undefined> {
  return paginate<string | undefined, Page, number>(
    undefined,
    (cursor = "first") => {
      asked.push(cursor);
      return Promise.resolve(pages[cursor] ?? { rows: [] });
    },
    (page) => page.next,
    (page) => page.rows,
    operation,
  );
}

/** A server with `total` rows that gives at most `most` of them at once. */
function byOffset(total: number, most: number): AsyncGenerator<number, undefined, undefined> {
  return paginate(
    0,
    (offset) => Promise.resolve(Array.from({ length: Math.min(most, total - offset) }, (_, index) => offset + index)),
    (rows, offset) => (offset + rows.length < total ? offset + rows.length : undefined),
    (rows) => rows,
  );
}

describe("paginate", () => {
  test("hands out every item of every page", async () => {
    const pages = { first: { rows: [1, 2], next: "b" }, b: { rows: [3], next: null } };
    expect(await collect(byCursor(pages))).toEqual([1, 2, 3]);
  });

  test("neither repeats nor loses rows where the server gives fewer than asked for", async () => {
    for (const most of [1, 3, 7, 100]) {
      expect(await collect(byOffset(50, most))).toEqual(Array.from({ length: 50 }, (_, index) => index));
    }
  });

  test("asks for nothing before the first item is, and for one page at a time", async () => {
    const asked: string[] = [];
    const items = byCursor({ first: { rows: [1, 2], next: "b" }, b: { rows: [3] } }, asked);
    expect(asked).toEqual([]);
    await items.next();
    await items.next();
    expect(asked).toEqual(["first"]);
    await items.next();
    expect(asked).toEqual(["first", "b"]);
  });

  test("asks for no further page once the loop is left", async () => {
    const asked: string[] = [];
    for await (const _ of byCursor({ first: { rows: [1], next: "b" } }, asked)) break;
    expect(asked).toEqual(["first"]);
  });

  test("continues after pages without items while the server names a next one", async () => {
    const pages = { first: { rows: [], next: "b" }, b: { rows: [1], next: "c" }, c: { rows: [], next: "d" }, d: { rows: [2] } };
    expect(await collect(byCursor(pages))).toEqual([1, 2]);
  });

  test.each([null, undefined, ""])("stops where the next cursor is %j", async (next) => {
    expect(await collect(byCursor({ first: { rows: [1], next }, "": { rows: [2] } }))).toEqual([1]);
  });

  test("ends in an error where new cursors lead on and on without items", async () => {
    let asked = 0;
    const walk = paginate<number | undefined, number, never>(
      undefined,
      async () => ++asked,
      (page) => page,
      () => [],
      operation,
    );
    expect(await errorOf(collect(walk))).toMatchObject({ reason: "wrong-shape" });
    expect(asked).toBe(100);
  });

  test("knows a cursor again that is an object", async () => {
    let asked = 0;
    const walk = paginate<object | undefined, object, number>(
      undefined,
      async () => ({ page: asked++ % 2 }),
      (page) => ({ ...page }),
      () => [1],
      operation,
    );
    expect(await errorOf(collect(walk))).toMatchObject({ reason: "wrong-shape" });
    expect(asked).toBe(3);
  });

  test.each([
    ["the same one again", { first: { rows: [1], next: "b" }, b: { rows: [2], next: "b" } }],
    ["an earlier one", { first: { rows: [1], next: "b" }, b: { rows: [2], next: "c" }, c: { rows: [2], next: "b" } }],
  ])("ends in an error where the next cursor is %s", async (_, pages) => {
    const error = await errorOf(collect(byCursor(pages)));
    expect(isResponseError(error)).toBe(true);
    expect(error).toMatchObject({ reason: "wrong-shape", operation, message: expect.stringContaining('"b"') });
  });

  test.each([0, -5])("ends in an error where the offset does not grow: %d", async (step) => {
    const items = paginate(
      10,
      () => Promise.resolve(["row"]),
      (_, offset) => offset + step,
      (rows) => rows,
    );
    expect(await errorOf(collect(items))).toMatchObject({ reason: "wrong-shape" });
  });

  test("passes on the error of a page, after the items before it", async () => {
    const seen: number[] = [];
    const failure = new Error("page 2");
    const items = paginate(
      0,
      (offset) => (offset ? Promise.reject(failure) : Promise.resolve([1, 2])),
      (rows, offset) => offset + rows.length,
      (rows) => rows,
    );
    await expect(
      (async () => {
        for await (const item of items) seen.push(item);
      })(),
    ).rejects.toBe(failure);
    expect(seen).toEqual([1, 2]);
  });
});
