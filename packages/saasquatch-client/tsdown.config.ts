import { defineConfig } from "tsdown";
import { client } from "../../tsdown.shared.ts";

export default defineConfig({
  ...client,
  entry: ["src/command.ts", "src/index.ts", "src/openapi-fetch.ts", "src/resources.ts", "src/testing.ts", "src/validators.ts"],
});
