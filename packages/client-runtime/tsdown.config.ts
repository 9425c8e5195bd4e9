import { defineConfig } from "tsdown";
import { shared } from "../../tsdown.shared.ts";

export default defineConfig({
  ...shared,
  entry: ["src/index.ts", "src/mock.ts", "src/openapi-fetch.ts", "src/testing.ts", "src/validate.ts"],
  // The fault server is Node's; nothing else may import these.
  deps: { neverBundle: [/^node:/] },
});
