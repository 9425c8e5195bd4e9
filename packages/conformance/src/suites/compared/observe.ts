import { spawn } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { GeneratorProgram, installOthers, versionOf } from "../../generator-program.ts";
import { installPinned } from "../../install-pinned.ts";
import { runSpecloom } from "../../run-specloom.ts";
import { complaintsOf, type CompilerOptions } from "../../type-check.ts";
import { checks } from "./checks.ts";
import { tasks } from "./tasks.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const COMPARED = join(HERE, "../../../compared");
const DOCUMENT = join(COMPARED, "openai.yaml");
const RUNTIME = join(HERE, "../../../../client-runtime");
const OFFICIAL = join(HERE, "../../../.tools/official");
const OFFICIAL_VERSION = "7.57.0";

/** A client that the tasks are written with. */
export interface Subject {
  readonly id: "hey-api" | "official" | "specloom";
  /** What the page calls it. */
  readonly name: string;
  readonly options: CompilerOptions;
  /** Makes the client in a folder, and gives the program as it imports it there. */
  layOut(folder: string, program: string): Promise<string>;
}

export const specloom: Subject = {
  id: "specloom",
  name: "Specloom",
  options: {},
  async layOut(folder, program) {
    const { exitCode, output } = await runSpecloom(folder, ["init", "openai", "--from", DOCUMENT]);
    if (exitCode !== 0) throw new Error(output);
    await link(RUNTIME, join(folder, "node_modules/@specloom/client-runtime"));
    return program.replace('"openai-client"', '"./packages/openai-client/src/index.ts"');
  },
};

/** Those that are compared with ours; npm has them. */
export const others: readonly Subject[] = [
  {
    id: "hey-api",
    name: `hey-api ${versionOf("@hey-api/openapi-ts")}`,
    // Its client names types of the DOM, and is imported as a bundler does.
    options: { lib: ["es2022", "dom", "dom.iterable"], module: "preserve", moduleResolution: "bundler" },
    async layOut(folder, program) {
      await installOthers();
      using generator = new GeneratorProgram("hey-api-client");
      const refusal = await generator.run(DOCUMENT, join(folder, "client"));
      if (refusal !== "") throw new Error(refusal);
      return program;
    },
  },
  {
    id: "official",
    name: `openai ${OFFICIAL_VERSION}`,
    options: {},
    async layOut(folder, program) {
      await installPinned(OFFICIAL, { openai: OFFICIAL_VERSION });
      await link(join(OFFICIAL, "node_modules/openai"), join(folder, "node_modules/openai"));
      return program;
    },
  },
];

/** What was seen of a client. */
export interface Observation {
  readonly id: Subject["id"];
  readonly name: string;
  /** The tasks in which the compiler refuses the slip. */
  readonly typed: readonly string[];
  /** What is not right, by the sentence of its check. */
  readonly wrong: Readonly<Record<string, string>>;
}

export async function readProgram({ id }: Pick<Subject, "id">): Promise<string> {
  return readFile(join(COMPARED, "tasks", `${id}.ts`), "utf8");
}

/** Compiles a program and runs it. `folder` is empty. */
export async function observe(subject: Subject, folder: string): Promise<Observation> {
  const program = await subject.layOut(folder, await readProgram(subject));
  await writeFile(join(folder, "tasks.ts"), program);
  const slips = tasks.map(({ name, slip }) => ({ name, file: `slip-${name}.ts`, text: withSlip(program, name, slip) }));
  for (const { file, text: slipped } of slips) await writeFile(join(folder, file), slipped);
  const complaints = await complaintsOf(folder, "*.ts", subject.options);
  for (const { version, said } of complaints)
    if (/^(?!slip-)\S+\.ts/m.test(said)) throw new Error(`${subject.name} does not compile, TypeScript ${version}: ${said}`);
  const typed = slips.filter(({ file }) => complaints.every(({ said }) => said.includes(`${file}(`)));
  const found = await runChecks(folder);
  const wrong = checks.flatMap(({ right }, index) => (found[index] == null ? [] : [[right, found[index]] as const]));
  return { id: subject.id, name: subject.name, typed: typed.map(({ name }) => name), wrong: Object.fromEntries(wrong) };
}

/** The program with a slip in one of its tasks. */
function withSlip(program: string, name: string, [from, to]: readonly [string, string]): string {
  const start = program.indexOf(`function ${name}(`);
  const at = program.indexOf(from, start);
  if (start === -1 || at === -1 || at > program.indexOf("\n}\n", start)) throw new Error(`${name} has no ${from}`);
  return `${program.slice(0, at)}${to}${program.slice(at + from.length)}`;
}

async function runChecks(folder: string): Promise<readonly (string | null)[]> {
  const outfile = join(folder, "tasks.mjs");
  const entry = join(folder, "tasks.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", logLevel: "silent" });
  const child = spawn(process.execPath, [join(HERE, "run-checks.ts"), outfile], { stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    return JSON.parse(output.trim().split("\n").at(-1) ?? "");
  } catch {
    throw new Error(`the program ended early: ${output}${errors}`);
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path, "dir");
}
