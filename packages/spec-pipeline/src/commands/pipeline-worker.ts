import { parentPort, workerData } from "node:worker_threads";
import { runPipeline, type PipelineInput } from "../pipeline.ts";

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `run-in-thread.ts` is the only one that starts this.
const result = await runPipeline(workerData as PipelineInput);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window.
parentPort?.postMessage(result);
