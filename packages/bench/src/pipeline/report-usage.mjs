// Loaded before a measured program: what the process has used is only known to itself, and only at its end.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["SPECLOOM_BENCH_USAGE"];
if (isMainThread && file !== undefined) {
  process.once("exit", () => writeFileSync(file, JSON.stringify(process.resourceUsage())));
}
