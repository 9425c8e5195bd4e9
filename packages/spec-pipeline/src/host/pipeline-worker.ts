import { parentPort, workerData } from "node:worker_threads";
import { runPipeline, type PipelineInput } from "../pipeline.ts";
import type { ThreadMessage } from "./run-with-room.ts";

function post(message: ThreadMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window.
  parentPort?.postMessage(message);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `run-with-room.ts` is the only one that starts this.
const result = await runPipeline(workerData as PipelineInput, (stage) => post({ stage }));
post({ result });
