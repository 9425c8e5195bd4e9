import { spawn } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const RUNTIME = fileURLToPath(new URL("../../client-runtime", import.meta.url));

/** Without the DOM's types and the newest globals, as a server's program on the oldest supported Node is checked. */
const OPTIONS = {
  strict: true,
  noEmit: true,
  module: "nodenext",
  target: "es2022",
  lib: ["es2022"],
  types: ["node"],
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
};

/** What a careful project asks beside. */
const STRICTER = { exactOptionalPropertyTypes: true, noUnusedLocals: true };

const COMPILERS = ["typescript", "typescript-5"].map((name) => {
  const manifest = require.resolve(`${name}/package.json`);
  const { version }: { readonly version: string } = require(manifest);
  return { version, program: join(dirname(manifest), "bin/tsc") };
});

/** Compiles the sources of a client that was laid out, with both compilers. Gives what they say; undefined where they say nothing. */
export async function typeCheck(workspace: string, sources: string): Promise<string | undefined> {
  const modules = join(workspace, "node_modules");
  await mkdir(join(modules, "@specloom"), { recursive: true });
  await symlink(RUNTIME, join(modules, "@specloom/client-runtime"), "dir");
  return typeCheckFiles(workspace, sources, STRICTER);
}

/** Options of the compiler beside, or instead of, those that are always given. */
export type CompilerOptions = Readonly<Record<string, boolean | string | readonly string[]>>;

/** The same for any files that bring what they import. */
export async function typeCheckFiles(
  workspace: string,
  sources: string,
  options: CompilerOptions = {},
): Promise<string | undefined> {
  for (const { version, said } of await complaintsOf(workspace, sources, options))
    if (said !== "") return `TypeScript ${version}: ${said.split("\n").slice(0, 3).join(" | ")}`;
  return undefined;
}

/** All that each compiler says of files, which bring what they import; an empty text where it says nothing. */
export async function complaintsOf(
  workspace: string,
  sources: string,
  options: CompilerOptions,
): Promise<readonly { readonly version: string; readonly said: string }[]> {
  const types = join(workspace, "node_modules/@types");
  await mkdir(types, { recursive: true });
  await symlink(dirname(require.resolve("@types/node/package.json")), join(types, "node"), "dir");
  const project = join(workspace, "conformance.json");
  await writeFile(project, JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, include: [sources] }));
  const complaints: { readonly version: string; readonly said: string }[] = [];
  for (const { version, program } of COMPILERS) complaints.push({ version, said: await compile(program, project, workspace) });
  return complaints;
}

async function compile(program: string, project: string, workspace: string): Promise<string> {
  const child = spawn(process.execPath, [program, "-p", project], { cwd: workspace, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return status === 0 ? "" : output || `ended with ${String(status)}`;
}
