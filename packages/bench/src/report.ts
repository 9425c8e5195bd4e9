import type { Row, Unit } from "./rows.ts";
import type { Summary } from "./statistics.ts";
import type { ContestantName } from "./subject-names.ts";

/** One contestant in one row: its figures, or why there are none. */
export type Cell = Summary | { readonly failure: string };

/** A row after it was measured. */
export interface MeasuredRow {
  readonly id: Row["id"];
  readonly title: string;
  readonly unit: Unit;
  readonly limit: number;
  readonly cells: Readonly<Partial<Record<ContestantName, Cell>>>;
  /** Every client of ours keeps the limit. The peers are beside it, not under it. */
  readonly passed: boolean;
}

/** Everything that a reader needs to know what the figures are worth. */
export interface Report {
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly node24: string;
  /** Versions of the contestants, by package name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly rows: readonly MeasuredRow[];
  readonly passed: boolean;
}
