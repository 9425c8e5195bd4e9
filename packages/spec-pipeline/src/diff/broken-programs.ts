import { isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";

/** A program of the last release that compiled against its own client and does not compile against the present one. */
export interface BrokenProgram {
  /** Path from the package's folder: `test/client.test-d.ts`, or `README.md` with the line of the program. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Files of a package that hold programs as users write them. */
export function isProgram(path: string): boolean {
  return path === "README.md" || /^(?:test\/.*\.test-d\.ts|examples\/[^/]*\.ts)$/.test(path);
}

/**
 * The programs of a README by file name, which ends with the line. A `ts` block with an import starts a program. A block without one
 * continues it.
 */
export function readmePrograms(readme: string): ReadonlyMap<string, string> {
  const programs = new Map<string, string>();
  let current: string | undefined;
  for (const match of readme.matchAll(/^```ts\r?\n([\s\S]*?)^```\r?$/gm)) {
    const block = match[1] ?? "";
    // The program keeps its line numbers, so that a message names the line of the README.
    const line = readme.slice(0, match.index).split("\n").length;
    if (/^import /m.test(block)) {
      current = `README-${line}.ts`;
      programs.set(current, `${"\n".repeat(line)}${block}`);
    } else if (current !== undefined) {
      const before = programs.get(current) ?? "";
      programs.set(current, `${before}${"\n".repeat(Math.max(0, line - before.split("\n").length))}{\n${block}}\n`);
    }
  }
  return programs;
}

/**
 * The place where the compiler finds the package that programs import by name. These are the sources, since the built files may be older.
 */
export function sourcePaths(manifest: Json): Readonly<Record<string, readonly string[]>> {
  const name = stringMember(manifest, "name") ?? "";
  const entries = Object.entries(objectMember(manifest, "exports")).flatMap(([key, target]): [string, string[]][] => {
    const file = typeof target === "string" ? target : isObject(target) ? stringMember(target, "default") : undefined;
    const source = /^\.\/dist\/(.+)\.m?js$/.exec(file ?? "")?.[1];
    return source === undefined ? [] : [[`${name}${key.slice(1)}`, [`./src/${source}.ts`]]];
  });
  return Object.fromEntries(entries);
}

/** Compiler settings for a folder with the programs and `src/` of a package. The compiler stops if a type library is missing. */
export function programsConfig(manifest: Json, files: readonly string[], types: readonly string[]): JsonObject {
  return {
    compilerOptions: {
      target: "es2023",
      lib: ["es2023", "dom", "dom.iterable"],
      module: "nodenext",
      types: [...types],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      noEmit: true,
      skipLibCheck: true,
      paths: Object.fromEntries(Object.entries(sourcePaths(manifest)).map(([name, targets]) => [name, [...targets]])),
    },
    files: [...files],
  };
}

/** Errors of programs against the present client that they did not have against the client of their own release. */
export function findBrokenPrograms(before: string, after: string): readonly BrokenProgram[] {
  const known = new Set(errorsIn(before).map(({ file, line }) => `${file}:${line}`));
  return errorsIn(after).filter(({ file, line }) => !known.has(`${file}:${line}`));
}

function errorsIn(output: string): readonly BrokenProgram[] {
  const found: BrokenProgram[] = [];
  for (const line of output.split("\n")) {
    const [, path = "", row, code, message = ""] = /^(\S.*?)\((\d+),\d+\): error (\w+): (.*)$/.exec(line) ?? [];
    // A program expected an error that no longer comes: the client accepts more than before.
    if (row === undefined || code === UNUSED_EXPECTATION || path.startsWith("src/") || path.startsWith("..")) continue;
    found.push({ file: path.replace(/^README-\d+\.ts$/, "README.md"), line: Number(row), message });
  }
  return found;
}

const UNUSED_EXPECTATION = "TS2578";
