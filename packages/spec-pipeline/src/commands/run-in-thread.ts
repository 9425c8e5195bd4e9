import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { runPipeline, type PipelineInput, type PipelineResult } from "../pipeline.ts";

/** Characters of pages from which on references may chain deeper than the usual stack has room for. */
const LARGE_INPUT = 400_000;
const STACK_SIZE_MB = 256;

/**
 * Runs the stages, those of a large document in a thread of their own: bundler and linter follow references by recursion, and
 * only a thread can be given a larger stack. Rejects when the signal ends the thread.
 */
export async function runWithRoom(input: PipelineInput, signal?: AbortSignal): Promise<PipelineResult> {
  const characters = input.pages.reduce((sum, page) => sum + page.text.length, 0);
  if (characters < LARGE_INPUT) return runPipeline(input);
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const worker = new Worker(new URL(`./pipeline-worker.${extension}`, import.meta.url), {
    workerData: input,
    resourceLimits: { stackSizeMb: STACK_SIZE_MB },
  });
  try {
    // Rejects with what the thread throws.
    const [result]: PipelineResult[] = await once(worker, "message", { signal });
    if (!result) throw new Error("the thread ended without a result");
    return result;
  } finally {
    await worker.terminate();
  }
}
