import { isRecord } from "../read-params.ts";

/** The rows of an output: the list that it is, or the one list of objects in it. Any other output is one row. */
export function rowsOf(output: unknown): readonly unknown[] {
  if (Array.isArray(output)) return output;
  if (output === undefined || output === null) return [];
  if (!isRecord(output)) return [{ value: output }];
  const lists = Object.values(output).filter((value): value is unknown[] => Array.isArray(value));
  const ofObjects = lists.filter((list) => list.length > 0 && list.every(isRecord));
  const [list, ...others] = ofObjects.length > 0 ? ofObjects : lists;
  return list && others.length === 0 ? list : [output];
}

/** A value of a cell. */
export type Cell = boolean | number | string | null | undefined;
/** The cells of a row, by column. An object inside has a column for each of its values, `referrer.id`. */
export type Row = ReadonlyMap<string, Cell>;

export function flattenRow(row: unknown): Row {
  const cells = new Map<string, Cell>();
  const add = (name: string, value: unknown, level: number): void => {
    if (isRecord(value) && level < 3 && Object.keys(value).length > 0) {
      for (const [inner, rest] of Object.entries(value)) add(name === "" ? inner : `${name}.${inner}`, rest, level + 1);
      return;
    }
    cells.set(name === "" ? "value" : name, cellOf(value));
  };
  add("", row, 0);
  return cells;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return value;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("; ");
  return JSON.stringify(value);
}
