import { expect, test } from "vitest";
import { measureRow } from "../src/measure-row.ts";
import type { Row } from "../src/rows.ts";
import type { SubjectName } from "../src/subject-names.ts";

const surroundings = { origin: "http://127.0.0.1:1", node24: "node", workFolder: "." };

/** A row whose samples come from a table; `asked` fills with the order of the samples. */
function rowOf(samples: Partial<Record<SubjectName, number[]>>, changes: Partial<Row> = {}): { row: Row; asked: SubjectName[] } {
  const asked: SubjectName[] = [];
  const row: Row = {
    id: "json-call",
    title: "a call",
    unit: "ratio",
    limit: 1.2,
    contestants: ["profound-client", "openai"],
    floor: () => "raw fetch POST",
    sample: async (subject) => {
      asked.push(subject);
      const round = asked.filter((name) => name === subject).length - 1;
      const value = samples[subject]?.[round];
      if (value === undefined) throw new Error(`${subject} broke`);
      return value;
    },
    ...changes,
  };
  return { row, asked };
}

test("every subject runs once in each round, and another one is first each time", async () => {
  const { row, asked } = rowOf({ "raw fetch POST": [1, 1], "profound-client": [1, 1], openai: [2, 2] });
  await measureRow(row, 2, surroundings);
  expect(asked).toEqual(["raw fetch POST", "profound-client", "openai", "profound-client", "openai", "raw fetch POST"]);
});

test("a row is met where our client keeps the limit, whatever the peers do", async () => {
  const { row } = rowOf({ "raw fetch POST": [10, 20, 10], "profound-client": [11, 24, 12], openai: [50, 50, 50] });
  const { cells, passed } = await measureRow(row, 3, surroundings);
  expect(cells["profound-client"]).toEqual({ median: 1.2, lowest: 1.1, highest: 1.2, samples: 3 });
  expect(passed).toBe(true);
});

test("a row is missed where one of our clients is above the limit", async () => {
  const { row } = rowOf(
    { "raw fetch POST": [10], "profound-client": [11], "saasquatch-client": [13] },
    { contestants: ["profound-client", "saasquatch-client"] },
  );
  await expect(measureRow(row, 1, surroundings)).resolves.toMatchObject({ passed: false });
});

test("a client that fails misses the row and is not asked again; a peer that fails misses nothing", async () => {
  const failing = rowOf({ "raw fetch POST": [1, 1], openai: [1, 1] });
  const missed = await measureRow(failing.row, 2, surroundings);
  expect(missed).toMatchObject({ passed: false, cells: { "profound-client": { failure: "profound-client broke" } } });
  expect(failing.asked.filter((name) => name === "profound-client")).toHaveLength(1);

  const met = await measureRow(rowOf({ "raw fetch POST": [1], "profound-client": [1] }).row, 1, surroundings);
  expect(met).toMatchObject({ passed: true, cells: { openai: { failure: "openai broke" } } });
});

test("no ratio is made up where the floor fails", async () => {
  const { row } = rowOf({ "profound-client": [1], openai: [1] });
  const { cells, passed } = await measureRow(row, 1, surroundings);
  expect(cells["profound-client"]).toEqual({ failure: "raw fetch POST broke" });
  expect(passed).toBe(false);
});

test("an exact row is measured once and shows its figures as they are", async () => {
  const { row, asked } = rowOf({ "profound-client": [5000], openai: [80_000] }, { unit: "bytes", limit: 6000, exact: true });
  const { floor: _floor, ...exact } = row;
  const { cells } = await measureRow(exact, 7, surroundings);
  expect(asked).toEqual(["profound-client", "openai"]);
  expect(cells["profound-client"]).toEqual({ median: 5000, lowest: 5000, highest: 5000, samples: 1 });
});
