import type { Json, JsonObject } from "../document/json.ts";
import type { ChangeKind } from "./policy.ts";

/** A difference between two schemas, with its place relative to the schemas that were compared. */
export interface SchemaChange {
  readonly kind: ChangeKind;
  readonly message: string;
  /** `rows[].count`, each where the same difference is met. */
  readonly fields: readonly string[];
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly oldPointer?: string | undefined;
  readonly newPointer?: string | undefined;
}

export interface Documents {
  readonly old: JsonObject;
  readonly new: JsonObject;
}

/** A field at which both schemas refer to a component. */
export interface Link {
  readonly field: string;
  readonly old: string;
  readonly new: string;
}

export interface LocalComparison {
  readonly changes: readonly SchemaChange[];
  readonly links: readonly Link[];
}
