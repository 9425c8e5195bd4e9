import { expect, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { runInTerminal } from "../../../test/run-in-terminal.ts";

const folder = new URL("../", import.meta.url);
const WEEK = "--category-id 11111111-1111-4111-8111-111111111111 --start-date 2026-11-01 --end-date 2026-11-07";
const args = (line: string) => line.split(" ");

test.each([40, 120])("a table fits a terminal of %i columns, and no number is cut", async (columns) => {
  const ended = await runInTerminal(folder, args(`reports query-citations ${WEEK} --group-by page --limit 5 --mock`), {
    columns,
  });
  const lines = ended.text.trimEnd().split("\n");
  expect(ended.exitCode).toBe(0);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(lines[0]).toMatch(/^page +count +citation_sh?a?r?e?/);
  // The long addresses are cut.
  expect(lines.slice(1).some((line) => line.includes("…"))).toBe(columns === 40);
  for (const line of lines.slice(1)) expect(line).toMatch(/ \d+ +0\.\d+/);
});

const widest = (lines: readonly string[] = []) => Math.max(...lines.map((line) => line.length));

test("help is wrapped at the terminal's width", async () => {
  const [narrow, wide] = await Promise.all(
    [80, 120].map(async (columns) => {
      const { text } = await runInTerminal(folder, args("reports query-referrals --help"), { columns });
      return text.slice(text.indexOf("Options:"), text.indexOf("Example:")).split("\n");
    }),
  );
  expect(widest(narrow)).toBeLessThanOrEqual(80);
  expect(widest(wide)).toBeGreaterThan(80);
  expect(widest(wide)).toBeLessThanOrEqual(120);
});

test("a terminal is sent no colour where NO_COLOR is set, and no escape sequence beside it", async () => {
  const { text } = await runInTerminal(folder, args("reports --help"), { columns: 80, env: { NO_COLOR: "1" } });
  expect(text).not.toContain("\u001b[");
});

test("a chart has bars in step with the numbers", async () => {
  const { stdout } = await runClientCommand(
    folder,
    `profound-client reports query-citations ${WEEK} --metrics count --chart count --mock`,
  );
  const [head, ...rows] = stdout.trimEnd().split("\n");
  expect(head).toMatch(/^domain +count +chart$/);
  const bars = rows.map((row) => [Number(/ (\d+) {2}/.exec(row)?.[1]), (/█*[▏▎▍▌▋▊▉]?$/.exec(row)?.[0] ?? "").length] as const);
  const sorted = bars.toSorted(([one], [other]) => one - other).map(([, length]) => length);
  expect(sorted).toEqual(sorted.toSorted((one, other) => one - other));
  expect(sorted.at(-1)).toBe(20);
});
