// Prints what is installed of ours, wherever the package manager put it.
import { createRequire } from "node:module";

const here = createRequire(import.meta.url);
const client = createRequire(here.resolve("profound-client/package.json"));
for (const manifest of [here("profound-client/package.json"), client("@specloom/client-runtime/package.json")])
  console.log(`${manifest.name} ${manifest.version}`);
