import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";
import { shared } from "../../tsdown.shared.ts";

const versionOf = (folder: string): string =>
  JSON.stringify(JSON.parse(readFileSync(new URL(`../${folder}/package.json`, import.meta.url), "utf8")).version);

export default defineConfig({
  ...shared,
  entry: {
    cli: "src/cli.ts",
    index: "src/index.ts",
    model: "src/model/index.ts",
    "pipeline-worker": "src/host/pipeline-worker.ts",
  },
  dts: { entry: ["src/index.ts", "src/model/index.ts"] },
  platform: "node",
  // `specloom init` names the versions of the packages that a new client needs.
  define: { RUNTIME_VERSION: versionOf("client-runtime"), COMMAND_VERSION: versionOf("command") },
});
