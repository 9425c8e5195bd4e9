import { defineConfig } from "tsdown";
import { shared } from "../../tsdown.shared.ts";

export default defineConfig({
  ...shared,
  entry: [
    "src/index.ts",
    "src/mock.ts",
    "src/openapi-fetch.ts",
    "src/start-command.ts",
    "src/testing.ts",
    "src/validate.ts",
    "src/webhooks.ts",
  ],
  // The fault server and the start of a command are Node's; nothing else may import these.
  deps: { neverBundle: [/^node:/] },
});
