import { indentRest, joinSource, source, type SourceText } from "../../source/source-text.ts";

const WIDTH = 120;
const INDENT = source`    `;

export function printCall(name: SourceText, parameters: readonly SourceText[]): SourceText {
  const [only] = parameters;
  // A single argument that begins with a bracket needs no lines of its own.
  return parameters.length === 1 && only ? source`${name}(${only})` : source`${name}(${lay(parameters, source``)})`;
}

export function printList(entries: readonly SourceText[]): SourceText {
  return source`[${lay(entries, source``)}]`;
}

/** An object literal of these members, each as `key: value`. */
export function printObject(members: readonly SourceText[]): SourceText {
  return members.length === 0 ? source`{}` : source`{${lay(members, source` `)}}`;
}

/** Parts on one line if they fit, or else each on its own line. */
function lay(parts: readonly SourceText[], margin: SourceText): SourceText {
  const length = parts.reduce((sum, part) => sum + part.length + 2, 0);
  if (length <= WIDTH && !parts.some((part) => part.includes("\n"))) {
    return source`${margin}${joinSource(parts, source`, `)}${margin}`;
  }
  return source`\n${joinSource(
    parts.map((part) => source`${INDENT}${indentRest(part, INDENT)},\n`),
    source``,
  )}`;
}
