import { isEqual, type Json, type JsonObject } from "../document/json.ts";
import type { Api } from "../model/api.ts";
import type { Direction } from "../model/direction.ts";
import type { Operation } from "../model/operation.ts";
import type { Change, OperationName, Place } from "./change.ts";
import type { ChangeKind } from "./policy.ts";
import { createSchemaComparison } from "./schema-comparison.ts";
import type { SchemaPlace } from "./schema-facts.ts";
import { joinFields } from "./texts.ts";

/** Values and places of a change. */
export interface Details {
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly oldPointer?: string | undefined;
  readonly newPointer?: string | undefined;
}

/** One operation in both documents. */
export interface Pair {
  readonly name: OperationName;
  readonly old: Operation;
  readonly new: Operation;
}

/** The two APIs to compare, and the list that collects their differences. */
export interface ComparisonContext {
  readonly old: Api;
  readonly new: Api;
  /** Adds a difference. One that is already in the list gets further places. */
  readonly add: (kind: ChangeKind, message: string, places: readonly Place[], details: Details) => void;
  /** Adds the differences of two schemas. `prefix`: the field that has these schemas. */
  readonly addSchemas: (
    owner: OperationName,
    direction: Direction,
    part: string,
    left: SchemaPlace,
    right: SchemaPlace,
    prefix?: string,
  ) => void;
  readonly changes: () => readonly Change[];
}

const MOST_PLACES = 20;

export function createContext(before: Api, after: Api): ComparisonContext {
  const changes = new Map<string, Change>();
  const compareSchemas = createSchemaComparison({ old: before.document, new: after.document });
  const add: ComparisonContext["add"] = (kind, message, places, details) => {
    const key = [kind, message, details.oldPointer, details.newPointer].join("\n");
    const other = changes.get(key);
    const all = [...(other?.places ?? []), ...places];
    const morePlaces = (other?.morePlaces ?? 0) + Math.max(0, all.length - MOST_PLACES);
    changes.set(key, { kind, message, ...details, places: all.slice(0, MOST_PLACES), morePlaces });
  };
  return {
    old: before,
    new: after,
    add,
    addSchemas: (owner, direction, part, left, right, prefix = "") => {
      for (const { fields, kind, message, ...details } of compareSchemas(left, right, direction)) {
        const places = fields.map((field) => ({ operation: owner, direction, part, field: joinFields(prefix, field) }));
        add(kind, message, places, details);
      }
    },
    changes: () => [...changes.values()],
  };
}

export function nameOf({ id, call }: Operation): OperationName {
  return { id, call };
}

/** Method and path, whatever the parameters of the path are called: the address is the same. */
export function shapeOf({ method, path }: Operation): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
}

export function place(operation: Operation, direction: Direction, part: string, field: string): Place {
  return { operation: nameOf(operation), direction, part, field };
}

/** Whether the description of a body, parameter, response or media type differs. */
export function textsDiffer(left: JsonObject | undefined, right: JsonObject | undefined): boolean {
  return ["summary", "description", "example", "examples"].some((key) => !isEqual(left?.[key], right?.[key]));
}
