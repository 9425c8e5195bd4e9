import { defineConfig } from "tsdown";
import { client } from "../../tsdown.shared.ts";

export default defineConfig({ ...client, entry: $entries$ });
