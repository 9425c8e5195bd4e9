import { expect, test } from "vitest";
import { isResponseError } from "../src/index.ts";
import { createRandom } from "../src/testing/create-random.ts";
import { walkOffsets } from "../src/walk-offsets.ts";

interface Row {
  id: string;
}

/** A list that changes before each page, and the requested offsets. */
function createList(ids: string[], change: (page: number, ids: string[]) => void = () => {}, pageSize = 10) {
  const offsets: number[] = [];
  const fetchPage = async (offset: number) => {
    change(offsets.length, ids);
    offsets.push(offset);
    return { totalCount: ids.length, referrals: ids.slice(offset, offset + pageSize).map((id): Row => ({ id })) };
  };
  return { fetchPage, offsets };
}

const names = (count: number, prefix = "r") => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

async function walk(
  fetchPage: (offset: number) => Promise<{ totalCount?: number; referrals?: Row[] }>,
  start?: number,
): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of walkOffsets(fetchPage, start)) found.push(id);
  return found;
}

test("every row comes once, and the total ends the walk without another request", async () => {
  const { fetchPage, offsets } = createList(names(30));
  expect(await walk(fetchPage)).toEqual(names(30));
  expect(offsets).toEqual([0, 10, 20]);
});

test("a server that gives fewer rows than requested is walked by their number", async () => {
  const { fetchPage, offsets } = createList(names(10), undefined, 3);
  expect(await walk(fetchPage)).toEqual(names(10));
  expect(offsets).toEqual([0, 3, 6, 9]);
});

test("an empty list ends at once", async () => {
  expect(await walk(createList([]).fetchPage)).toEqual([]);
});

/** The rows of a walk before its error, and the error. */
async function failingWalk(
  fetchPage: (offset: number) => Promise<{ totalCount?: number; referrals?: Row[] }>,
): Promise<{ found: string[]; error: unknown }> {
  const found: string[] = [];
  try {
    for await (const { id } of walkOffsets(fetchPage)) found.push(id);
  } catch (error) {
    return { found, error };
  }
  throw new Error("the walk ended well");
}

test.each([
  ["named on every page", (page: number) => page >= 0],
  ["named once", (page: number) => page === 0],
])("an empty page before the total is reached, which is %s, is an error after all rows that came", async (_, isNamed) => {
  const { fetchPage, offsets } = createList(names(12));
  const { found, error } = await failingWalk(async (offset) => {
    const { referrals } = await fetchPage(offset);
    return isNamed(offsets.length - 1) ? { referrals, totalCount: 99 } : { referrals };
  });
  expect(found).toEqual(names(12));
  expect(error).toMatchObject({ reason: "wrong-shape", message: expect.stringContaining("got no rows at offset 12, of 99") });
});

test.each([1, 2, 10])("two pages of %i rows that come by turns are an error, however large the total", async (size) => {
  const { fetchPage } = createList(names(2 * size), undefined, size);
  let asked = 0;
  const { found, error } = await failingWalk(async () => ({
    ...(await fetchPage(size * (asked++ % 2))),
    totalCount: 10_000,
  }));
  expect(found).toEqual(names(2 * size));
  expect(error).toMatchObject({ reason: "wrong-shape" });
  expect(asked).toBeLessThan(6);
});

test("rows without an id that come again at every offset are an error, not an endless walk", async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server may send it in spite of the spec
  const rows = [{ programId: "a" }, { programId: "b" }] as unknown as Row[];
  const { error } = await failingWalk(async () => ({ referrals: rows }));
  expect(error).toMatchObject({ reason: "wrong-shape" });
});

test("a page without rows, or without a total, is walked to its end", async () => {
  expect(await walk(async () => ({}))).toEqual([]);
  const { fetchPage } = createList(names(25));
  expect(await walk(async (offset) => ({ referrals: (await fetchPage(offset)).referrals }))).toEqual(names(25));
});

test("a total of null counts as missing", async () => {
  const { fetchPage } = createList(names(25));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server may send it in spite of the spec
  const found = await walk(async (offset) => ({ ...(await fetchPage(offset)), totalCount: null as unknown as number }));
  expect(found).toEqual(names(25));
});

test.each([[null], [[]], ["text"], [{ referrals: { a: 1 } }], [{ referrals: [null] }]])(
  "a response of another shape, %o, is an error",
  async (page) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server may send it in spite of the spec
    const error: unknown = await walk(async () => page as object).catch((reason: unknown) => reason);
    expect(isResponseError(error) && error.reason).toBe("wrong-shape");
  },
);

test.each([[undefined], [1000]])(
  "a server that gives one page at every offset, with a total of %s, is an error",
  async (total) => {
    const { fetchPage, offsets } = createList(names(50));
    const found: string[] = [];
    const rows = walkOffsets(async () => ({ referrals: (await fetchPage(0)).referrals, ...(total && { totalCount: total }) }));
    const walked = (async () => {
      for await (const { id } of rows) found.push(id);
    })();
    const error: unknown = await walked.catch((reason: unknown) => reason);
    expect(isResponseError(error) && error.message).toContain("got rows of earlier pages at offset 10");
    expect(found).toEqual(names(10));
    expect(offsets).toHaveLength(2);
  },
);

test("the walk starts at the given offset", async () => {
  const { fetchPage, offsets } = createList(names(30));
  expect(await walk(fetchPage, 15)).toEqual(names(30).slice(15));
  expect(offsets).toEqual([15, 25]);
});

test("rows that are added in front push others back, which are not repeated", async () => {
  const { fetchPage } = createList(names(30), (page, ids) => {
    if (page === 1) ids.unshift("new0", "new1");
  });
  expect(await walk(fetchPage)).toEqual(names(30));
});

test("rows that are added at the end are reached", async () => {
  const { fetchPage } = createList(names(20), (page, ids) => {
    if (page === 1) ids.push(...names(15, "new"));
  });
  expect(await walk(fetchPage)).toEqual([...names(20), ...names(15, "new")]);
});

test("rows that are removed in front pull others up, which are not missed", async () => {
  const { fetchPage } = createList(names(40), (page, ids) => {
    if (page === 2) ids.splice(0, 7);
  });
  expect((await walk(fetchPage)).toSorted()).toEqual(names(40).toSorted());
});

test("a list that shrinks below the offset is not taken for its end", async () => {
  const { fetchPage } = createList(names(50), (page, ids) => {
    if (page === 3) ids.splice(0, 30);
  });
  expect((await walk(fetchPage)).toSorted()).toEqual(names(50).toSorted());
});

test("a queue that is worked off while it is read is read whole", async () => {
  const ids = names(95);
  const { fetchPage } = createList(ids);
  const found: string[] = [];
  for await (const { id } of walkOffsets(fetchPage)) {
    found.push(id);
    ids.splice(ids.indexOf(id), 1);
  }
  expect(found.toSorted()).toEqual(names(95).toSorted());
  expect(ids).toEqual([]);
});

test("rows that come and go with every page do not keep the walk from ending", async () => {
  const { fetchPage, offsets } = createList(names(100), (page, ids) => {
    if (page % 2) ids.splice(-40);
    else ids.push(...names(40, `p${page}-`));
  });
  await walk(fetchPage);
  expect(offsets.length).toBeLessThan(60);
});

test("rows that stay come exactly once, while others are removed and appended", async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = createRandom(seed);
    const mayGrow = seed % 2 === 0;
    const ids = names(Math.floor(random() * 120));
    const { fetchPage, offsets } = createList(
      ids,
      (page) => {
        if (random() < 0.5) return;
        // A list that grows for ever has no end.
        if (mayGrow && page < 20) ids.push(...names(Math.floor(random() * 15), `p${page}-`));
        for (let count = mayGrow ? 0 : random() * 30; count > 0 && ids.length > 0; count--) {
          ids.splice(Math.floor(random() * ids.length), 1);
        }
      },
      1 + Math.floor(random() * 12),
    );
    const found = await walk(fetchPage);
    expect(new Set(found).size).toBe(found.length);
    expect(ids.filter((id) => !found.includes(id))).toEqual([]);
    expect(offsets.length).toBeLessThan(500);
  }
});

test("a page is requested only when its first row is requested", async () => {
  const { fetchPage, offsets } = createList(names(30));
  const rows = walkOffsets(fetchPage);
  expect(offsets).toEqual([]);
  for (let at = 0; at < 10; at++) await rows.next();
  expect(offsets).toEqual([0]);
  await rows.next();
  expect(offsets).toEqual([0, 10]);
});
