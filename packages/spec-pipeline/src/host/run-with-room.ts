import { Worker } from "node:worker_threads";
import { runPipeline, type OnStage, type PipelineInput, type PipelineResult } from "../pipeline.ts";
import { endAtOnce } from "./end-at-once.ts";
import type { StageReport } from "../problems/report.ts";

/** Characters of pages from which on references may chain deeper than the usual stack has room for. */
const LARGE_INPUT = 400_000;
const STACK_SIZE_MB = 256;

/** What the stages hold of a large document at most, measured with room to spare. Below a limit, memory is given back sooner. */
function heapSizeMb(characters: number): number {
  return Math.max(900, Math.ceil((characters / 1_000_000) * 120));
}

/** What the thread says: that a stage has ended, and in the end the result. */
export type ThreadMessage = { readonly stage: StageReport } | { readonly result: PipelineResult };

/**
 * Runs the stages, those of a large document in a thread of their own: bundler and linter follow references by recursion, and
 * only a thread can be given a larger stack. Rejects when the signal ends the thread.
 */
export async function runWithRoom(input: PipelineInput, signal?: AbortSignal, onStage?: OnStage): Promise<PipelineResult> {
  const characters = input.pages.reduce((sum, page) => sum + page.text.length, 0);
  if (characters < LARGE_INPUT) return endAtOnce(() => runPipeline(input, onStage));
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const worker = new Worker(new URL(`./pipeline-worker.${extension}`, import.meta.url), {
    workerData: input,
    resourceLimits: { stackSizeMb: STACK_SIZE_MB, maxOldGenerationSizeMb: heapSizeMb(characters) },
  });
  const stop = new AbortController();
  try {
    return await new Promise<PipelineResult>((resolve, reject) => {
      worker.on("message", (message: ThreadMessage) => {
        if ("result" in message) resolve(message.result);
        else onStage?.(message.stage);
      });
      // What the thread throws.
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("the thread ended without a result")));
      const abort = (): void => reject(new Error("interrupted", { cause: signal?.reason }));
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort, { once: true, signal: stop.signal });
    });
  } finally {
    stop.abort();
    await worker.terminate();
  }
}
