import type { Limit } from "./limit.ts";
import type { Unit } from "./rows.ts";
import type { Summary } from "./summary.ts";

/** One contestant in one row: its figures, or why there are none. */
export type Cell = Summary | { readonly failure: string };

/** A row after it was measured. */
export interface MeasuredRow {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly limit: Limit;
  /** By the name of the column. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** Everything of ours keeps the limit. The peers are beside it, not under it. */
  readonly passed: boolean;
}

/** Everything that a reader needs to know what the figures are worth. */
export interface Report {
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  /** The other Node that some rows run on; there where a table has such rows. */
  readonly node24?: string | undefined;
  /** Versions of the contestants, by package name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  /** Names of the columns, in their order. */
  readonly columns: readonly string[];
  /** The columns that hold what is ours, and that the limits are for. */
  readonly ours: readonly string[];
  /** Sentences that the figures need beside them. */
  readonly notes: readonly string[];
  readonly rows: readonly MeasuredRow[];
  readonly passed: boolean;
}
