import type { Json } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import type { Bump, ChangeKind } from "./policy.ts";

/** An operation as people speak of it. */
export interface OperationName {
  readonly id: string;
  /** `POST /v2/reports/referrals` */
  readonly call: string;
}

/** Where a change meets a caller. */
export interface Place {
  readonly operation: OperationName;
  readonly direction: Direction;
  /** `body`, `query`, `path`, `header`, the status of an answer, or the name of an event. */
  readonly part: string;
  /** `data[].metrics`; empty for the whole part. */
  readonly field: string;
}

/** One difference between two documents. Where it lies in a component that several operations use, it has several places. */
export interface Change {
  readonly kind: ChangeKind;
  /** One sentence in the words of the API. */
  readonly message: string;
  /** Empty for what concerns the whole document. */
  readonly places: readonly Place[];
  /** Further places that are not listed. */
  readonly morePlaces: number;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  /** JSON pointers into the old and the new document; undefined where the document has nothing there. */
  readonly oldPointer?: string | undefined;
  readonly newPointer?: string | undefined;
}

/** What one judge said of a change. */
export interface Verdict {
  /** `policy`: our table; `compiler`: TypeScript. */
  readonly judge: "policy" | "compiler";
  readonly bump: Bump;
  /** The row of the policy, or the compiler's message. */
  readonly reason: string;
  /** The program of the last release that the compiler no longer takes: `README.md:14`; undefined where types were compared. */
  readonly program?: string | undefined;
}

export interface JudgedChange extends Change {
  readonly bump: Bump;
  readonly verdicts: readonly Verdict[];
  /** `correction`: an overlay of ours changed; `vendor`: a page changed; undefined where that is not known. */
  readonly cause?: "vendor" | "correction" | undefined;
}

export interface DiffReport {
  /** As for a 1.x package: see `bumpBelowOne`. */
  readonly bump: Bump;
  /** Strictest first. */
  readonly changes: readonly JudgedChange[];
  /** What a person has to look at beside the changes, such as a correction that may not be needed any more. */
  readonly notes?: readonly string[];
}
