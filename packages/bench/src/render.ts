import { keepsLimit } from "./keeps-limit.ts";
import type { Limit } from "./limit.ts";
import type { Cell, MeasuredRow, Report } from "./report.ts";
import type { Unit } from "./rows.ts";

const figureRenderers: Readonly<Record<Unit, (value: number) => string>> = {
  ratio: (value) => `${value.toFixed(value < 10 ? 2 : 1)}×`,
  megabytes: (value) => `${value.toFixed(value < 10 ? 1 : 0)} MB`,
  mebibytes: (value) => `${value.toFixed(value < 10 ? 1 : 0)} MiB`,
  milliseconds: (value) => `${value.toFixed(1)} ms`,
  bytes: (value) => (value < 1000 ? `${value} B` : `${(value / 1000).toFixed(2)} kB`),
  count: String,
};

/** A figure as a person reads it: three digits that count, and the unit. */
export function renderFigure(value: number, unit: Unit): string {
  return figureRenderers[unit](value);
}

/** What a row must keep, in words. */
export function renderLimit(limit: Limit, unit: Unit): string {
  if (typeof limit === "number") return `≤ ${renderFigure(limit, unit)}`;
  if (limit.length === 0) return "–";
  return limit.map(({ peer, times }) => `≤ ${renderFigure(times, "ratio")} ${peer}`).join(", ");
}

/** The median, and after it the lowest and the highest round where rounds differ. */
function renderCell(cell: Cell | undefined, unit: Unit): string {
  if (cell === undefined) return "–";
  if ("failure" in cell) return "failed";
  const { median, lowest, highest } = cell;
  const spread = lowest === highest ? "" : ` (${renderFigure(lowest, unit)}–${renderFigure(highest, unit)})`;
  return renderFigure(median, unit) + spread;
}

function renderRow(row: MeasuredRow, { columns, ours }: Report): string[] {
  const cells = columns.map((column) => {
    const cell = row.cells[column];
    const isMissed = !row.passed && ours.includes(column) && cell !== undefined;
    return renderCell(cell, row.unit) + (isMissed && !keepsLimit(cell, row.limit, row.cells) ? " !" : "");
  });
  return [row.title, renderLimit(row.limit, row.unit), ...cells, row.passed ? "pass" : "FAIL"];
}

function tableOf(report: Report): string[][] {
  return [["measure", "must", ...report.columns, "verdict"], ...report.rows.map((row) => renderRow(row, report))];
}

function failuresOf({ rows, columns }: Report): string[] {
  return rows.flatMap(({ id, cells }) =>
    columns.flatMap((column) => {
      const cell = cells[column];
      return cell && "failure" in cell ? [`${column} failed in ${id}: ${cell.failure}`] : [];
    }),
  );
}

/** On what, when, with which versions and how often. */
export function renderCircumstances({ machine, node, node24, versions, rounds, date }: Report): string {
  const contestants = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const otherNode = node24 === undefined ? "" : ` (rows for Node 24: ${node24})`;
  const figures = rounds === 1 ? "one round" : `median of ${rounds} rounds (lowest–highest)`;
  const parts = [machine, `Node ${node}${otherNode}`, contestants.join(", "), figures, date];
  return parts.filter((part) => part !== "").join("; ");
}

/** The table for a terminal, columns under each other, and one closing sentence. */
export function renderText(report: Report): string {
  const table = tableOf(report);
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? "").length)));
  const lines = table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const missed = report.rows.filter(({ passed }) => !passed).length;
  const verdict = report.passed
    ? `all ${report.rows.length} rows are met`
    : `${missed} of ${report.rows.length} rows ${missed === 1 ? "is" : "are"} missed`;
  return [...lines, "", ...failuresOf(report), ...report.notes, renderCircumstances(report), verdict, ""].join("\n");
}

/** The same table for a README. */
export function renderMarkdown(report: Report): string {
  const [head = [], ...body] = tableOf(report);
  const lines = [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
  return [...lines, "", [...report.notes, `${renderCircumstances(report)}.`].join(" "), ""].join("\n");
}
