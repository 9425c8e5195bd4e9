/** The records of a CSV text with a header line, each by column name. Quoted fields may hold commas, quotes and line breaks. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, separator, quoted, plain] of text
    .replace(/^\uFEFF/, "")
    .matchAll(/(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    if (separator?.endsWith("\n")) rows.push([]);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
  }
  const [header = [], ...records] = rows.filter((row) => row.some((field) => field.trim() !== ""));
  return records.map((row) => Object.fromEntries(header.map((name, at) => [name.trim(), (row[at] ?? "").trim()])));
}

/** A line of CSV, quoted where it has to be. */
export function toCsvLine(fields: readonly (number | string | undefined)[]): string {
  return fields
    .map((field) => String(field ?? ""))
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");
}
