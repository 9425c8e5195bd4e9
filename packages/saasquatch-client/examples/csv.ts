/**
 * The records of a CSV text with a header line, each by column name. Quoted fields may hold commas, quotes and line breaks. `file` is named
 * where a quote would hide the rest of a record.
 */
export function parseCsv(text: string, file: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  const whole = text.replace(/^\uFEFF/, "");
  let end = 0;
  const checkEnd = (next: number) => {
    const line = whole.slice(0, end).split("\n").length;
    if (next !== end) throw new Error(`${file}, line ${line}: a quote is not closed, or stands within a field`);
  };
  for (const { 0: match, index, 1: separator, 2: quoted, 3: plain } of whole.matchAll(
    /(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g,
  )) {
    checkEnd(index);
    end += match.length;
    if (separator?.endsWith("\n")) rows.push([]);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
  }
  checkEnd(whole.length);
  const [header = [], ...records] = rows.filter((row) => row.some((field) => field.trim() !== ""));
  return records.map((row) => Object.fromEntries(header.map((name, at) => [name.trim(), (row[at] ?? "").trim()])));
}

/** A stranger's text for a cell: a spreadsheet shows it, and does not run it as a formula. */
export const shownText = (text: string): string => (/^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);

/** A line of CSV, quoted where it has to be. */
export function toCsvLine(fields: readonly (number | string | undefined)[]): string {
  return fields
    .map((field) => String(field ?? ""))
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");
}
