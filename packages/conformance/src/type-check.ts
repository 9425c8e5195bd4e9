import { spawn } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const RUNTIME = fileURLToPath(new URL("../../client-runtime", import.meta.url));

/** Without the DOM's types, as a server's program is checked. */
const OPTIONS = {
  strict: true,
  noEmit: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023"],
  types: ["node"],
  allowImportingTsExtensions: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  resolveJsonModule: true,
  skipLibCheck: true,
};

/** Compiles the sources of a client that was laid out. Gives what the compiler says; undefined where it says nothing. */
export async function typeCheck(workspace: string, sources: string): Promise<string | undefined> {
  const modules = join(workspace, "node_modules");
  await mkdir(join(modules, "@specloom"), { recursive: true });
  await mkdir(join(modules, "@types"), { recursive: true });
  await symlink(RUNTIME, join(modules, "@specloom/client-runtime"), "dir");
  await symlink(dirname(require.resolve("@types/node/package.json")), join(modules, "@types/node"), "dir");
  const project = join(workspace, "conformance.json");
  await writeFile(project, JSON.stringify({ compilerOptions: OPTIONS, include: [sources] }));
  const child = spawn(process.execPath, [compiler(), "-p", project], { cwd: workspace, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return status === 0 ? undefined : output.split("\n").slice(0, 3).join(" | ");
}

function compiler(): string {
  return join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
}
