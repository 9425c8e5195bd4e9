import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { toolPrograms } from "../pipeline/tool-programs.ts";
import { runMeasured } from "../run-measured.ts";
import { isNode } from "./open-schema.ts";
import { writePrograms, type ProgramLine, type Programs } from "./write-programs.ts";

const require = createRequire(import.meta.url);
const COMPILER = require.resolve("typescript/bin/tsc");
const RUNTIME = fileURLToPath(new URL("../../../client-runtime/dist/", import.meta.url));
/** Name of the vendor that documents are laid out as. */
const VENDOR = "acme";
const CLIENT = `packages/${VENDOR}-client`;

/** What the oracle says of two revisions of a document. */
export interface OracleVerdict {
  /** Programs are statements: those that compile against the client of the old document. */
  readonly programs: number;
  /** Statements that do not compile against the old client either, and so are no programs of anybody. */
  readonly leftOut: number;
  /** Calls whose body is a form without described fields, of which the types say nothing. */
  readonly untyped: ReadonlySet<string>;
  /** Those of them that do not compile against the client of the new one. */
  readonly broken: readonly (ProgramLine & { readonly message: string })[];
}

/** Lays out a client of each document as a user does, and compiles the programs of the old one against both. `folder`: empty. */
export async function askOracle(folder: string, before: string, after: string): Promise<OracleVerdict> {
  const [old, current] = [join(folder, "old"), join(folder, "new")];
  await layOut(old, before);
  await layOut(current, after);
  const document: unknown = parse(readFileSync(join(old, "specs", VENDOR, "openapi.gen.yaml"), "utf8"), { maxAliasCount: -1 });
  if (!isNode(document)) throw new TypeError(`${before} is no document`);
  const all = writePrograms(document, VENDOR);
  let kept = all;
  // Without the line that makes an output, those that read it compile no more.
  for (let wrong = await wrongLines(old, kept); wrong.size > 0; wrong = await wrongLines(old, kept)) kept = without(kept, wrong);
  const errors = await compile(current, kept.text);
  const broken = errors.flatMap(({ line, message }) => {
    const program = kept.lines.get(line);
    return program === undefined ? [] : [{ ...program, message }];
  });
  return { programs: kept.lines.size, leftOut: all.lines.size - kept.lines.size, broken, untyped: all.untyped };
}

async function layOut(folder: string, document: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const args = ["init", VENDOR, "--from", document, "--base-url", "https://api.example"];
  await runMeasured([toolPrograms.specloom, ...args], folder);
}

async function wrongLines(workspace: string, { text, lines }: Programs): Promise<ReadonlySet<number>> {
  const errors = await compile(workspace, text);
  return new Set(errors.map(({ line }) => line).filter((line) => lines.has(line)));
}

/** Programs that never compiled are none. Their lines stay, empty. */
function without({ text, lines, untyped }: Programs, wrong: ReadonlySet<number>): Programs {
  const texts = text.split("\n").map((line, index) => (wrong.has(index + 1) && lines.has(index + 1) ? "" : line));
  return { text: texts.join("\n"), lines: new Map([...lines].filter(([line]) => !wrong.has(line))), untyped };
}

interface CompilerError {
  readonly line: number;
  readonly message: string;
}

async function compile(workspace: string, text: string): Promise<readonly CompilerError[]> {
  const folder = join(workspace, CLIENT, "programs");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "programs.ts"), text);
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable"],
    module: "nodenext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    paths: { "@specloom/client-runtime": [join(RUNTIME, "index.d.mts")] },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["programs.ts"] }));
  const printed = await new Promise<string>((resolve) => {
    const args = [COMPILER, "-p", ".", "--pretty", "false"];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }, (_error, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    );
  });
  const found = [...printed.matchAll(/^(\S.*?)(?:\((\d+),\d+\))?: error \w+: (.*)$/gm)];
  const other = found.find(([, file]) => file !== "programs.ts");
  // Against a client that does not compile, everything would.
  if (other) throw new Error(`the client of ${workspace} does not compile: ${other[0]}`);
  return found.map(([, , line, message = ""]) => ({ line: Number(line), message }));
}
