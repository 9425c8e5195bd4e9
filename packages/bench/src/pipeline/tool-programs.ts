import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Where the manifest of each package lies that has a program for a tool. */
export const toolManifests: Readonly<Record<"@redocly/cli" | "openapi-typescript" | "specloom", string>> = {
  specloom: require.resolve("specloom/package.json"),
  "openapi-typescript": require.resolve("openapi-typescript/package.json"),
  "@redocly/cli": require.resolve("@redocly/cli/package.json"),
};

/** The programs themselves, by package. */
export const toolPrograms: typeof toolManifests = {
  specloom: join(toolManifests.specloom, "../bin/specloom.mjs"),
  "openapi-typescript": join(toolManifests["openapi-typescript"], "../bin/cli.js"),
  "@redocly/cli": join(toolManifests["@redocly/cli"], "../bin/cli.js"),
};
