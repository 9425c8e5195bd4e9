import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Bump, ChangeKind } from "../../src/diff/policy.ts";
import { isObject, pointerSegments, type JsonObject } from "../../src/document/json.ts";
import type { DocumentPair } from "../../src/release/ask-compiler.ts";
import { CASES, readDocument } from "../stages/emit-cases.ts";

export interface DiffCase {
  readonly sentence: string;
  readonly bump: Bump;
  readonly kinds: readonly ChangeKind[];
  readonly pair: DocumentPair;
}

/** One change of a document, as a case writes it. */
interface Edit {
  /** The document that is changed: the new one, unless it says `before`. */
  readonly document?: "before";
  readonly set?: string;
  readonly remove?: string;
  readonly move?: string;
  /** Text that is replaced everywhere. */
  readonly replace?: string;
  readonly to?: unknown;
}

/** The case folders. Each changes the same API, and names the expected bump. */
export function diffCases(): readonly DiffCase[] {
  const folder = join(CASES, "diff");
  const base = readDocument(join(folder, "base.yaml"));
  const names = readdirSync(folder).filter((name) => name !== "base.yaml");
  return names.map((name) => {
    const { edits, bump, kinds } = parse(readFileSync(join(folder, name, "case.yaml"), "utf8"));
    const [old, current]: readonly [Edit[], Edit[]] = [
      edits.filter((edit: Edit) => edit.document === "before"),
      edits.filter((edit: Edit) => edit.document !== "before"),
    ];
    return {
      sentence: name.replaceAll("-", " "),
      bump,
      kinds,
      pair: { before: applyEdits(base, old), after: applyEdits(base, current) },
    };
  });
}

function applyEdits(base: JsonObject, edits: readonly Edit[]): JsonObject {
  let document: unknown = structuredClone(base);
  for (const { set, remove, move, replace, to } of edits) {
    if (replace !== undefined) document = JSON.parse(JSON.stringify(document).replaceAll(replace, String(to)));
    else if (move !== undefined) {
      place(document, String(to), read(document, move));
      take(document, move);
    } else if (remove !== undefined) take(document, remove);
    else if (set !== undefined) place(document, set, structuredClone(to));
  }
  if (!isObject(document)) throw new TypeError("an edit made something else of the document");
  return document;
}

/** The object or list that holds the place, and the last key. */
function holder(document: unknown, pointer: string): readonly [Record<string, unknown>, string] {
  const segments = [...pointerSegments(pointer)];
  const key = segments.pop() ?? "";
  let node: any = document;
  for (const segment of segments) node = node[segment];
  if (typeof node !== "object" || node === null) throw new TypeError(`${pointer} stands nowhere`);
  return [node, key];
}

function read(document: unknown, pointer: string): unknown {
  const [node, key] = holder(document, pointer);
  return node[key];
}

function place(document: unknown, pointer: string, value: unknown): void {
  const [node, key] = holder(document, pointer);
  node[key] = value;
}

function take(document: unknown, pointer: string): void {
  const [node, key] = holder(document, pointer);
  if (!(key in node)) throw new TypeError(`there is nothing at ${pointer}`);
  if (Array.isArray(node)) node.splice(Number(key), 1);
  else delete node[key];
}
