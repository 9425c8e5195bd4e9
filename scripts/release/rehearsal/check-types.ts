import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./run.ts";

const RESOLUTIONS = [
  { name: "bundler", module: "esnext", moduleResolution: "bundler" },
  { name: "node16", module: "node16", moduleResolution: "node16" },
  { name: "nodenext", module: "nodenext", moduleResolution: "nodenext" },
];

/** Every compiler that a user may have, oldest first. */
export const compilers: readonly string[] = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"];

/** The command of one of the tools' compilers. */
export const compilerIn = (tools: string, version: string): string =>
  join(tools, "node_modules", `typescript-${version}`, version.startsWith("7") ? "bin/tsc" : "lib/tsc.js");

/** Type-checks the installed packages' declarations whole (`skipLibCheck: false`) with one compiler, in every way that it resolves modules, or in one. */
export async function checkTypes(tsc: string, consumer: string, only?: string): Promise<string> {
  const checked = RESOLUTIONS.filter(({ name }) => only === undefined || name === only);
  for (const { name, module, moduleResolution } of checked) {
    const project = join(consumer, `tsconfig.${name}.json`);
    const compilerOptions = {
      module,
      moduleResolution,
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    writeFileSync(project, JSON.stringify({ compilerOptions, files: ["types.ts"] }));
    await runNode([tsc, "-p", project], { cwd: consumer });
  }
  return checked.map(({ name }) => name).join(", ");
}
