// Compiles every specification of a folder to OpenAPI. It is copied to where the compiler is installed, and runs there.
import { readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { compile, NodeHost } from "@typespec/compiler";

const [specs, out] = process.argv.slice(2).map((path) => resolve(path));
const files = readdirSync(specs, { recursive: true })
  .filter((name) => /(?:^|[\\/])main\.tsp$/.test(name))
  .toSorted((left, right) => (left < right ? -1 : 1));
for (const name of files) {
  const folder = join(out, dirname(relative(specs, join(specs, name))));
  const options = { "emitter-output-dir": folder, "openapi-versions": ["3.1.0"], "file-type": "json" };
  const settings = { outputDir: folder, emit: ["@typespec/openapi3"], options: { "@typespec/openapi3": options } };
  try {
    const program = await compile(NodeHost, join(specs, name), settings);
    const error = program.diagnostics.find(({ severity }) => severity === "error");
    if (error) console.log(`${dirname(name)}: ${error.message}`);
  } catch (error) {
    // What OpenAPI cannot say, the emitter sometimes ends on.
    console.log(`${dirname(name)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
