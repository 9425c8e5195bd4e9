import { parseSync } from "oxc-parser";

/** What a generated file says of the text that was put into its document. */
export interface Finding {
  /** The file is no TypeScript any more. */
  readonly isBroken: boolean;
  /** The text is a statement, an expression, an import or a directive of the file. */
  readonly isPlanted: boolean;
}

/** Judges any generator's file in the same way: whether what the payloads would run is code in it, and not a string, a comment or a type. */
export function findPlantedCode(path: string, text: string): Finding {
  const { program, errors, comments } = parseSync(path, text);
  const loads = comments.some(({ type, value }) => type === "Line" && /^\/\s*<reference path="[^"]*secret/.test(value));
  return { isBroken: errors.length > 0, isPlanted: loads || holdsPlantedCode(program) };
}

function holdsPlantedCode(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  if (Array.isArray(node)) return node.some(holdsPlantedCode);
  const { type, left, source } = node as { readonly type?: unknown; readonly left?: unknown; readonly source?: unknown };
  if (type === "AssignmentExpression" && isMark(left)) return true;
  if (type === "ImportDeclaration" && String(member(source, "value")).startsWith("data:")) return true;
  return Object.values(node).some(holdsPlantedCode);
}

/** `globalThis.planted`, which the payloads set. */
function isMark(node: unknown): boolean {
  return (
    member(node, "type") === "MemberExpression" &&
    member(member(node, "object"), "name") === "globalThis" &&
    member(member(node, "property"), "name") === "planted"
  );
}

function member(node: unknown, key: string): unknown {
  return typeof node === "object" && node !== null ? Reflect.get(node, key) : undefined;
}
