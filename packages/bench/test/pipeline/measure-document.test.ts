import { expect, test } from "vitest";
import { measureDocument } from "../../src/pipeline/measure-document.ts";
import type { PipelineRow } from "../../src/pipeline/pipeline-rows.ts";
import type { ToolName } from "../../src/pipeline/tools.ts";

const rows: readonly PipelineRow[] = [
  { id: "made-wall", title: "time", document: "made", figure: "wallMs", unit: "ratio", limit: 1 },
  { id: "made-cpu", title: "CPU", document: "made", figure: "cpuMs", unit: "ratio", limit: 1 },
  { id: "made-memory", title: "memory", document: "made", figure: "peakMegabytes", unit: "megabytes", limit: 900 },
];

const usage = (wallMs: number, cpuMs: number, peakMegabytes: number) => ({ wallMs, cpuMs, childCpuMs: 0, peakMegabytes });

/** The figures of each tool, the same in each round. A sentence if it fails. */
const taken: Record<ToolName, string | ReturnType<typeof usage>> = {
  "specloom generate": usage(9000, 12_000, 850),
  "openapi-typescript": usage(3000, 3000, 400),
  "redocly lint": usage(5000, 5000, 500),
  "redocly bundle": usage(2000, 2000, 300),
};

function measure(changes: Partial<typeof taken> = {}, rounds = 1, asked: ToolName[] = []) {
  return measureDocument(rows, rounds, async (tool) => {
    asked.push(tool);
    const result = { ...taken, ...changes }[tool];
    if (typeof result === "string") throw new Error(result);
    return result;
  });
}

test("the command's time is divided by that of the peers together, and its memory is not", async () => {
  const { rows: measured } = await measure();
  expect(measured.map(({ id, cells, passed }) => [id, cells["specloom generate"], passed])).toEqual([
    ["made-wall", { median: 0.9, lowest: 0.9, highest: 0.9, samples: 1 }, true],
    ["made-cpu", { median: 1.2, lowest: 1.2, highest: 1.2, samples: 1 }, false],
    ["made-memory", { median: 850, lowest: 850, highest: 850, samples: 1 }, true],
  ]);
  expect(measured[0]?.cells["redocly lint"]).toMatchObject({ median: 0.5 });
});

test("the sum behind 1.00× is printed in seconds", async () => {
  expect((await measure()).notes).toEqual(["made: the peers together took 10.0 s by the clock and 10.0 s of CPU."]);
});

test("every tool runs once in each round for all figures, and another one is first each time", async () => {
  const asked: ToolName[] = [];
  await measure({}, 2, asked);
  expect(asked).toEqual([
    "specloom generate",
    "openapi-typescript",
    "redocly lint",
    "redocly bundle",
    "openapi-typescript",
    "redocly lint",
    "redocly bundle",
    "specloom generate",
  ]);
});

test("a command that fails misses all of its rows, and is not run again", async () => {
  const asked: ToolName[] = [];
  const { rows: measured } = await measure({ "specloom generate": "out of memory" }, 2, asked);
  expect(measured.map(({ passed }) => passed)).toEqual([false, false, false]);
  expect(measured[2]?.cells["specloom generate"]).toEqual({ failure: "out of memory" });
  expect(asked.filter((tool) => tool === "specloom generate")).toHaveLength(1);
});

test("without the sum of a failed peer, its rows are missed and name the peer", async () => {
  const { rows: measured, notes } = await measure({ "redocly bundle": "no such option" });
  const failure = { failure: "redocly bundle failed: no such option" };
  expect(measured.map(({ cells, passed }) => [cells["specloom generate"], passed])).toEqual([
    [failure, false],
    [failure, false],
    [{ median: 850, lowest: 850, highest: 850, samples: 1 }, true],
  ]);
  expect(notes).toEqual([]);
});
