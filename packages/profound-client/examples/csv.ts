/** Rows as CSV with a header line; a field is quoted where it has to be. */
export function toCsv<Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, number | string | undefined>>[],
): string {
  const line = (fields: readonly (number | string | undefined)[]) =>
    fields
      .map((field) => String(field ?? ""))
      .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
      .join(",");
  return [line(names), ...rows.map((row) => line(names.map((name) => row[name])))].map((text) => `${text}\n`).join("");
}
