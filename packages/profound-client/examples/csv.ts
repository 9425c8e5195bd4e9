type Field = number | string | undefined;

const toLine = (fields: readonly Field[]): string =>
  fields
    .map((field) => String(field ?? ""))
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");

/** Rows as CSV with a header line; a field is quoted where it has to be. */
export function toCsv<Name extends string>(names: readonly Name[], rows: readonly Readonly<Record<Name, Field>>[]): string {
  return [toLine(names), ...rows.map((row) => toLine(names.map((name) => row[name])))].map((line) => `${line}\n`).join("");
}
