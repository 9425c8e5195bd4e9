import { defineConfig } from "vitest/config";

export default defineConfig({ test: { name: $package$, include: ["test/**/*.test.ts"] } });
