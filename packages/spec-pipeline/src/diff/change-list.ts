import type { Json } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import type { SchemaChange } from "./local-comparison.ts";
import type { ChangeKind } from "./policy.ts";

/** The number of fields that are listed for one difference. */
export const MOST_FIELDS = 20;

interface Details {
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly field?: string;
  readonly oldPointer?: string | undefined;
  readonly newPointer?: string | undefined;
}

/** The places of the two schemas that are being compared. */
export interface Places {
  readonly oldPointer: string;
  readonly newPointer: string;
}

/** Collects the differences of two schemas. The same difference at several fields is one difference. */
export class ChangeList {
  readonly direction: Direction;
  places: Places = { oldPointer: "", newPointer: "" };
  readonly #changes = new Map<string, SchemaChange>();

  constructor(direction: Direction) {
    this.direction = direction;
  }

  all(): readonly SchemaChange[] {
    return [...this.#changes.values()];
  }

  add(kind: ChangeKind, message: string, details: Details = {}): void {
    const { field = "", before, after } = details;
    const { oldPointer, newPointer } = { ...this.places, ...details };
    this.merge({ kind, message, fields: [field], before, after, oldPointer, newPointer });
  }

  /** Adds a difference that has a kind for each direction. */
  addFor(input: ChangeKind, output: ChangeKind, message: string, details: Details = {}): void {
    this.add(this.direction === "input" ? input : output, message, details);
  }

  merge(change: SchemaChange): void {
    const key = [change.kind, change.message, change.oldPointer, change.newPointer].join("\n");
    const other = this.#changes.get(key);
    const fields = [...new Set([...(other?.fields ?? []), ...change.fields])].slice(0, MOST_FIELDS);
    this.#changes.set(key, { ...change, fields });
  }

  addLimit(isLooser: boolean, message: string, details: Details): void {
    if (isLooser) this.addFor("input-limit-loosened", "output-limit-loosened", message, details);
    else this.addFor("input-limit-tightened", "output-limit-tightened", message, details);
  }
}
