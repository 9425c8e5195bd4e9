/** A table of Markdown, as a formatter has it. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(width(column))).join(" | ")} |\n`;
  return `${line(head)}${line(head.map((_, column) => "-".repeat(width(column))))}${rows.map(line).join("")}`;
}
