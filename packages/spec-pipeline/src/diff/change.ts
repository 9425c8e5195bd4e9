import type { Json } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import type { Bump, ChangeKind } from "./policy.ts";

/** An operation as people name it. */
export interface OperationName {
  readonly id: string;
  /** `POST /v2/reports/referrals` */
  readonly call: string;
}

/** The place at which a change reaches a caller. */
export interface Place {
  readonly operation: OperationName;
  readonly direction: Direction;
  /** `body`, `query`, `path`, `header`, the status of a response, or the name of an event. */
  readonly part: string;
  /** `data[].metrics`; empty for the whole part. */
  readonly field: string;
}

/** One difference between two documents. It has several places if it is in a component that several operations use. */
export interface Change {
  readonly kind: ChangeKind;
  /** One sentence in the words of the API. */
  readonly message: string;
  /** Empty for a change of the whole document. */
  readonly places: readonly Place[];
  /** Number of further places that are not listed. */
  readonly morePlaces: number;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  /** JSON pointers into the old and the new document; undefined where the document has nothing there. */
  readonly oldPointer?: string | undefined;
  readonly newPointer?: string | undefined;
}

/** One judge's verdict on a change. */
export interface Verdict {
  /** `policy`: our table; `compiler`: TypeScript. */
  readonly judge: "policy" | "compiler";
  readonly bump: Bump;
  /** The row of the policy, or the compiler's message. */
  readonly reason: string;
  /** The program of the last release that no longer compiles: `README.md:14`. Undefined where types were compared. */
  readonly program?: string | undefined;
}

export interface JudgedChange extends Change {
  readonly bump: Bump;
  readonly verdicts: readonly Verdict[];
  /** `correction`: an overlay of ours changed. `vendor`: a page changed. Undefined where the cause is not known. */
  readonly cause?: "vendor" | "correction" | undefined;
}

export interface DiffReport {
  /** The bump for a package at 1.x: see `bumpBelowOne`. */
  readonly bump: Bump;
  /** Strictest first. */
  readonly changes: readonly JudgedChange[];
  /** Points for a person to check that are not changes, such as a correction that may no longer be needed. */
  readonly notes?: readonly string[];
}

/** Evidence: one of our programs, or an exported type, no longer compiles. It shows that something breaks, but not what. */
export function isEvidence({ kind, places }: Change): boolean {
  return kind === "programs-only" || (kind === "compiler-only" && places.length === 0);
}
