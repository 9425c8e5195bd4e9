import { describe, expect, test } from "vitest";
import { renderFigure, renderLimit, renderMarkdown, renderText } from "../src/render.ts";
import type { Report } from "../src/report.ts";

const exactly = (value: number) => ({ median: value, lowest: value, highest: value, samples: 1 });

const report: Report = {
  date: "2026-01-02",
  machine: "2 × Example CPU, 8 GiB, Linux 6.1",
  node: "26.0.0",
  node24: "24.0.0",
  versions: { "profound-client": "1.0.0", openai: "7.0.0" },
  rounds: 3,
  columns: ["profound-client", "saasquatch-client", "openapi-fetch", "@profoundai/client", "openai"],
  ours: ["profound-client", "saasquatch-client"],
  notes: [],
  rows: [
    {
      id: "json-call",
      title: "one call",
      unit: "ratio",
      limit: 1.2,
      cells: {
        "profound-client": { median: 1.1, lowest: 1.05, highest: 1.19, samples: 3 },
        "saasquatch-client": { median: 1.25, lowest: 1.2, highest: 1.3, samples: 3 },
        openai: { median: 12.34, lowest: 11, highest: 13, samples: 3 },
      },
      passed: false,
    },
    {
      id: "bundle-unused",
      title: "imported and unused",
      unit: "bytes",
      limit: 0,
      cells: { "profound-client": exactly(0), "saasquatch-client": exactly(0), openai: { failure: "no such package" } },
      passed: true,
    },
  ],
  passed: false,
};

test("a figure shows three digits and its unit", () => {
  expect(renderFigure(1.234, "ratio")).toBe("1.23×");
  expect(renderFigure(35.77, "ratio")).toBe("35.8×");
  expect(renderFigure(0.42, "mebibytes")).toBe("0.4 MiB");
  expect(renderFigure(119.6, "mebibytes")).toBe("120 MiB");
  expect(renderFigure(855.4, "megabytes")).toBe("855 MB");
  expect(renderFigure(2.04, "milliseconds")).toBe("2.0 ms");
  expect(renderFigure(0, "bytes")).toBe("0 B");
  expect(renderFigure(5998, "bytes")).toBe("6.00 kB");
  expect(renderFigure(155, "count")).toBe("155");
});

test("a limit is a figure, so many times what peers come to, or none", () => {
  expect(renderLimit(11_000, "bytes")).toBe("≤ 11.00 kB");
  const beside = [
    { peer: "@profoundai/client", times: 1 / 3 },
    { peer: "openapi-fetch", times: 4 },
  ] as const;
  expect(renderLimit(beside, "milliseconds")).toBe("≤ 0.33× @profoundai/client, ≤ 4.00× openapi-fetch");
  expect(renderLimit([], "bytes")).toBe("–");
});

describe("the table for a terminal", () => {
  const lines = renderText(report).split("\n");

  test("has its columns under each other", () => {
    expect(lines.slice(0, 3)).toEqual([
      "measure              must     profound-client      saasquatch-client      openapi-fetch  @profoundai/client  openai               verdict",
      "one call             ≤ 1.20×  1.10× (1.05×–1.19×)  1.25× (1.20×–1.30×) !  –              –                   12.3× (11.0×–13.0×)  FAIL",
      "imported and unused  ≤ 0 B    0 B                  0 B                    –              –                   failed               pass",
    ]);
  });

  test("names the failures, the machine and the number of missed rows", () => {
    expect(lines).toContain("openai failed in bundle-unused: no such package");
    expect(lines).toContain(
      "2 × Example CPU, 8 GiB, Linux 6.1; Node 26.0.0 (rows for Node 24: 24.0.0); profound-client 1.0.0, openai 7.0.0; median of 3 rounds (lowest–highest); 2026-01-02",
    );
    expect(lines).toContain("1 of 2 rows is missed");
  });

  test("has the sentences that its figures need, and names another Node only where rows ran on it", () => {
    const printed = renderText({ ...report, node24: undefined, notes: ["1.00× is 3.0 s."] });
    expect(printed).toContain("\n1.00× is 3.0 s.\n2 × Example CPU, 8 GiB, Linux 6.1; Node 26.0.0; profound-client");
  });

  test("says so when all rows are met", () => {
    expect(renderText({ ...report, rows: report.rows.slice(1), passed: true })).toContain("\nall 1 rows are met\n");
  });
});

test("the table for a README is Markdown with the same cells and the circumstances under it", () => {
  const lines = renderMarkdown(report).split("\n");
  expect(lines[1]).toBe("| --- | --- | --- | --- | --- | --- | --- | --- |");
  expect(lines[3]).toBe("| imported and unused | ≤ 0 B | 0 B | 0 B | – | – | failed | pass |");
  expect(lines[5]).toMatch(/^2 × Example CPU.*2026-01-02\.$/);
});
