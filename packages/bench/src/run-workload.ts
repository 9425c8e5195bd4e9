// The child process of one sample: does the work that the environment describes and prints one number.
import { type Task, runWorkload } from "./workloads.ts";

const task: Task = JSON.parse(process.env["SPECLOOM_BENCH_TASK"] ?? "null");
process.stdout.write(`${await runWorkload(task)}\n`, () => {
  // A client that keeps its socket open must not keep the bench waiting.
  process.exit();
});
