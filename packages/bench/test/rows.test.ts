import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { largeRows } from "../src/large/large-rows.ts";
import { pipelineRows } from "../src/pipeline/pipeline-rows.ts";
import { renderLimit } from "../src/render.ts";
import { rows } from "../src/rows.ts";
import { subjects } from "../src/subjects.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

/** Rows of the README's two tables: measure, must, row. */
const promised = [...read("../README.md").matchAll(/^\| (.+?) +\| (≤ .+?) +\| `(.+?)` +\|/gm)].map(([, ...cells]) => cells);

test("the rows of both tables are those that README.md promises, with the same limits, in the same order", () => {
  expect(promised).toHaveLength(13 + 9);
  const all = [...rows, ...pipelineRows];
  expect(all.map(({ id, title, unit, limit }) => [title, renderLimit(limit, unit), id])).toEqual(promised);
});

test("the rows of a large API are those that README.md promises, with the same limits, in the same order", () => {
  const shown = [...read("../README.md").matchAll(/^\| (one call(?:,| by id).+?) +\| (\S.*?) +\|/gm)].map(
    ([, ...cells]) => cells,
  );
  expect(largeRows.map(({ title, unit, limit }) => [title, renderLimit(limit, unit)])).toEqual(shown);
});

describe("the rows of the clients", () => {
  test("each hold at least one client of ours, and have a floor exactly where they are ratios", () => {
    for (const { contestants, unit, floor } of rows) {
      expect(contestants).toContain("profound-client");
      expect(floor !== undefined).toBe(unit === "ratio");
    }
  });

  test("of calls compare all contestants over a floor that calls, those of streams over one that decodes", () => {
    for (const { id, contestants, floor } of rows) {
      const needed = floor && id.startsWith("json-call") ? "prepareCall" : "prepareStream";
      const names = floor ? contestants.flatMap((contestant) => [contestant, floor(contestant)]) : [];
      expect(names.filter((name) => subjects[name][needed] === undefined)).toEqual([]);
    }
  });
});

test("the dependencies of our clients are measured in the versions that the clients have", () => {
  const { dependencies }: { dependencies: object } = JSON.parse(read("../../client-runtime/package.json"));
  expect(JSON.parse(read("../peers/package.json")).dependencies).toMatchObject(dependencies);
});

test("the peers are pinned to exact versions and no part of the workspace's lock file", () => {
  const { dependencies, optionalDependencies } = JSON.parse(read("../peers/package.json"));
  for (const version of Object.values({ ...dependencies, ...optionalDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const { packages } = JSON.parse(read("../peers/package-lock.json"));
  expect(packages[""]).toMatchObject({ dependencies, optionalDependencies });
  expect(read("../../../pnpm-lock.yaml")).not.toMatch(/@profoundai\/client|openai@|packages\/bench\/peers/);
});
