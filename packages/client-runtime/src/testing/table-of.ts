import type { Scenario, ScenarioKind } from "./scenario.ts";

/** A scenario without its sentence and its kind. Without an expectation, the call ends with its data after one request. */
export type Row = Omit<Scenario, "expect" | "kind" | "name"> & Partial<Pick<Scenario, "expect">>;

/** The scenarios of one kind of call, each with its sentence about the call's behaviour. */
export function tableOf(kind: ScenarioKind, rows: Readonly<Record<string, Row>>): readonly Scenario[] {
  return Object.entries(rows).map(([name, row]) => ({ name, kind, expect: {}, ...row }));
}

/** A row for each of several values: a status, a way to cut. */
export function rowsOf<Value>(
  values: readonly Value[],
  name: (value: Value) => string,
  row: (value: Value) => Row,
): Record<string, Row> {
  return Object.fromEntries(values.map((value) => [name(value), row(value)]));
}
