import type { JudgedChange } from "../diff/change.ts";
import { schemaNameOf } from "../model/reference.ts";
import type { Problem } from "../problems/problem.ts";
import type { ClientSource } from "./client-sources.ts";

const MOST_USES = 8;
const MOST_LINES = 6;

/** A name that hand-written code may use, and the change that may concern the code. */
interface Use {
  /** As the code has it: `entity`, or `"queryUsers"` for the id of an operation or the name of a schema. */
  readonly name: string;
  readonly isQuoted: boolean;
  readonly about: string;
}

/**
 * Hand-written files that use a changed operation, parameter or field, with the lines. They may still compile and now mean something else.
 * One note for each file.
 */
export function placesToLookAt(sources: readonly ClientSource[], changes: readonly JudgedChange[]): readonly Problem[] {
  const uses = [...usesOf(changes).values()];
  return sources.flatMap(({ file, text }) => {
    const lines = text.split("\n");
    const found = uses.flatMap((use) => {
      const pattern = patternFor(use);
      const numbers = lines.flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
      return numbers.length === 0 ? [] : [{ use, numbers }];
    });
    const first = Math.min(...found.flatMap(({ numbers }) => numbers));
    return found.length === 0 ? [] : [noteOf({ file, line: first }, found)];
  });
}

interface FoundUse {
  readonly use: Use;
  readonly numbers: readonly number[];
}

function noteOf(location: { readonly file: string; readonly line: number }, found: readonly FoundUse[]): Problem {
  const told = found.slice(0, MOST_USES).map(({ use, numbers }) => `${use.name} in ${linesText(numbers)}: ${use.about}`);
  const more = found.length - told.length;
  return {
    rule: "place-to-look-at",
    severity: "info",
    message: ["uses names that have changed", ...told, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    fix: "check that it still fits the vendor's page",
    location,
  };
}

function linesText(numbers: readonly number[]): string {
  const shown = numbers.slice(0, MOST_LINES).join(", ");
  const more = numbers.length > MOST_LINES ? ` and ${numbers.length - MOST_LINES} more` : "";
  return `${numbers.length === 1 ? "line" : "lines"} ${shown}${more}`;
}

/** The names that each change may be found by. A new field is not used yet, so the names of its operation and schema are searched. */
function usesOf(changes: readonly JudgedChange[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const change of changes) {
    if (change.kind.endsWith("-only") || change.kind === "operation-added") continue;
    for (const { field, part, direction, operation } of change.places) {
      const about = `${direction === "input" ? "sent to" : "read from"} ${operation.id}, ${change.message}`;
      const add = (name: string, isQuoted: boolean): void => {
        if (!uses.has(name)) uses.set(name, { name, isQuoted, about });
      };
      for (const name of namesTold(change)) add(name, false);
      if (change.kind.endsWith("-text")) continue;
      const isNew = change.oldPointer === undefined && change.newPointer !== undefined;
      const name = nameOf(field) ?? (part === "" ? undefined : nameOf(part));
      if (name !== undefined && !isNew) add(name, false);
      else {
        add(operation.id, true);
        const schema = schemaAround(change.newPointer ?? change.oldPointer);
        if (schema !== undefined) add(schema, true);
      }
    }
  }
  return uses;
}

/**
 * Names in the vendor's words that are new or gone. If a field's page says “needs first_seen_at”, the code with that name is concerned.
 * Only names with an underscore can be told from words.
 */
function namesTold({ before, after }: JudgedChange): readonly string[] {
  const [then, now] = [before, after].map((value) => new Set(JSON.stringify(value ?? null).match(/\b[a-z\d]+(?:_[a-z\d]+)+\b/g)));
  return [...(then ?? []), ...(now ?? [])].filter((name) => then?.has(name) !== now?.has(name));
}

/** The last name of `data[].metrics`. Undefined for a whole body. */
function nameOf(field: string): string | undefined {
  return field.split(/[.[\]]+/).findLast((step) => /^[\w$-]+$/.test(step) && !/^\d/.test(step) && !PARTS.has(step));
}

const PARTS = new Set(["body", "query", "path", "header", "response"]);

function schemaAround(pointer: string | undefined): string | undefined {
  return schemaNameOf(/^#\/components\/schemas\/[^/]+/.exec(pointer ?? "")?.[0] ?? "");
}

function patternFor({ name, isQuoted }: Use): RegExp {
  const text = name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return isQuoted ? new RegExp(`["'\`]${text}["'\`]`) : new RegExp(`(?<![\\w$-])${text}(?![\\w$-])`);
}
