/**
 * What changed between two versions of a package's declarations, as far as lines can tell: nothing, only more, or something that was there.
 * In doubt it says `broken`; the compiler's verdict on a spec change is the pipeline's `diff`.
 */
export type SurfaceChange = "none" | "added" | "broken";

/**
 * Declarations by their first line, without comments; the list of exported names is a declaration of its own per name. Overloads, and
 * namesakes from files that were bundled together, are one declaration.
 */
function declarations(source: string): Map<string, string[]> {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const blocks = new Map<string, string[]>();
  let block: string[] = [];
  for (const line of code.split("\n")) {
    const text = line.trim();
    const names = /^export \{(.*)\};?$/.exec(text)?.[1];
    if (text === "") continue;
    if (names !== undefined) {
      for (const name of names.split(",")) blocks.set(`export ${name.trim()}`, []);
    } else if (/^[a-z]/.test(line)) {
      block = blocks.get(headOf(text)) ?? [];
      block.push(text);
      blocks.set(headOf(text), block);
    } else block.push(text);
  }
  return blocks;
}

/** `interface Page<Row> extends Base {` → `interface Page`: a declaration keeps its place when its parameters change. */
function headOf(line: string): string {
  return /^((?:export |declare )*\w+ [\w$]+)/.exec(line)?.[1] ?? line;
}

/** Lines of `left` that `right` lacks, counting repeats. */
function without(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right];
  return left.filter((line) => {
    const index = rest.indexOf(line);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

const size = (blocks: Map<string, string[]>): number => [...blocks.values()].flat().length + blocks.size;

const isOptionalMember = (line: string): boolean => /^(readonly )?['"\w$-]+\?:.*;$/.test(line);

export function surfaceChange(before: string, after: string): SurfaceChange {
  const old = declarations(before);
  const now = declarations(after);
  for (const [head, lines] of old) {
    const current = now.get(head);
    if (!current || without(lines, current).length > 0) return "broken";
    if (!without(current, lines).every(isOptionalMember)) return "broken";
  }
  return size(now) > size(old) ? "added" : "none";
}
