import { expect, test } from "vitest";
import { citationsPage, citationsStream, cut, largeEventStream, PAGE_ROWS, referralsPage } from "../src/citations-page.ts";
import { subjects } from "../src/subjects.ts";

/** Counts the events that the floor of the streams finds in bytes that arrive in chunks. */
async function eventsIn(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number): Promise<number> {
  const chunks = cut(bytes, chunkBytes).values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const read = await subjects["decode and split"].prepareStream?.({
    origin: "https://bench.example",
    fetch: async () => new Response(body),
  });
  let events = 0;
  await read?.(() => {
    events += 1;
  });
  return events;
}

test.each([1, 7, 1024, 1 << 20])(
  "the floor of the streams finds the summary and all rows in chunks of %d bytes",
  async (chunkBytes) => {
    await expect(eventsIn(citationsStream(50), chunkBytes)).resolves.toBe(51);
  },
);

test("the floor reads one large event", async () => {
  await expect(eventsIn(largeEventStream(100_000), 1000)).resolves.toBe(2);
});

test("cutting loses no byte", () => {
  const bytes = citationsStream(10);
  const chunks = cut(bytes, 100);
  expect(chunks.slice(0, -1).every(({ length }) => length === 100)).toBe(true);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

test.each([
  ["raw fetch POST", "POST", citationsPage],
  ["raw fetch GET", "GET", referralsPage],
] as const)("%s reads a page of rows and refuses an error", async (name, method, page) => {
  const methods: (string | undefined)[] = [];
  let status = 200;
  const call = await subjects[name].prepareCall?.({
    origin: "https://bench.example",
    fetch: async (_url, init) => {
      methods.push(init?.method ?? "GET");
      return new Response(page, { status });
    },
  });
  await expect(call?.()).resolves.toBe(PAGE_ROWS);
  expect(methods).toEqual([method]);
  status = 500;
  await expect(call?.()).rejects.toThrow("status 500");
});
