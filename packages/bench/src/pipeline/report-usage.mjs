// Loaded before a measured program: what the process has used is only known to itself, and only at its end.
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["SPECLOOM_BENCH_USAGE"];
if (isMainThread && file !== undefined) {
  process.once("exit", () => writeFileSync(file, JSON.stringify({ ...process.resourceUsage(), childCpuMs: childCpuMs() })));
}

/** Linux counts it in ticks of 10 ms, in the 16th and 17th field; the second field is a name that may hold blanks. */
function childCpuMs() {
  if (process.platform !== "linux") return 0;
  const [, fields = ""] = /^.*\) (.*)$/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
  const [userTicks, systemTicks] = fields.split(" ").slice(13, 15).map(Number);
  return (userTicks + systemTicks) * 10;
}
