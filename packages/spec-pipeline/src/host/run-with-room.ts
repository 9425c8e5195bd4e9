import { Worker } from "node:worker_threads";
import { runPipeline, type OnStage, type PipelineInput, type PipelineResult } from "../pipeline.ts";
import type { StageReport } from "../problems/report.ts";
import { endAtOnce } from "./end-at-once.ts";

/** Characters of pages from which on references may chain deeper than the usual stack has room for. */
const LARGE_INPUT = 400_000;
const STACK_SIZE_MB = 256;

/** What the stages hold of a large document at most, measured with room to spare. Below a limit, memory is given back sooner. */
function heapSizeMb(characters: number): number {
  return Math.max(900, Math.ceil((characters / 1_000_000) * 120));
}

/** What the thread says: that a stage has ended, and in the end the result. */
export type ThreadMessage = { readonly stage: StageReport } | { readonly result: PipelineResult };

/** The most that one stage may take. A document of 13 MB takes a few seconds a stage. */
const STAGE_LIMIT_MS = 120_000;

/** A pattern of a page that is tried on a value of the page may never end, and nothing but the end of its thread stops it. */
const MAY_HOLD_PATTERN = /pattern|\\[ux]/i;

/**
 * Runs the stages. Those of a large document run in a thread of their own: bundler and linter follow references by recursion, and only a
 * thread can be given a larger stack. So do those of a document with patterns: only a thread can be ended. Where a stage takes too long, the
 * result says so as a problem of this vendor. Rejects when the signal ends the thread.
 */
export async function runWithRoom(
  input: PipelineInput,
  signal?: AbortSignal,
  onStage?: OnStage,
  stageLimitMs: number = STAGE_LIMIT_MS,
): Promise<PipelineResult> {
  const characters = input.pages.reduce((sum, page) => sum + page.text.length, 0);
  const mayHang = [...input.pages, ...input.overlays].some(({ text }) => MAY_HOLD_PATTERN.test(text));
  if (characters < LARGE_INPUT && !mayHang) return endAtOnce(() => runPipeline(input, onStage));
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const worker = new Worker(new URL(`./pipeline-worker.${extension}`, import.meta.url), {
    workerData: input,
    resourceLimits: { stackSizeMb: STACK_SIZE_MB, maxOldGenerationSizeMb: heapSizeMb(characters) },
  });
  const stop = new AbortController();
  const done: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PipelineResult>((resolve, reject) => {
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(tooLong(done.at(-1), stageLimitMs)), stageLimitMs);
      };
      watch();
      worker.on("message", (message: ThreadMessage) => {
        watch();
        if ("result" in message) resolve(message.result);
        else {
          done.push(message.stage.stage);
          onStage?.(message.stage);
        }
      });
      // What the thread throws.
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("the thread ended without a result")));
      const abort = (): void => reject(new Error("interrupted", { cause: signal?.reason }));
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort, { once: true, signal: stop.signal });
    });
  } finally {
    clearTimeout(timer);
    stop.abort();
    await worker.terminate();
  }
}

function tooLong(lastStage: string | undefined, limitMs: number): PipelineResult {
  const where = lastStage === undefined ? "the first stage" : `the stage after ${lastStage}`;
  return {
    bundled: undefined,
    files: new Map(),
    intermediates: new Map(),
    problems: [
      {
        rule: "stage-too-long",
        severity: "error",
        message: `${where} gave no result within ${limitMs / 1000} s, and was ended: something in the pages keeps it busy`,
        fix: "look for a pattern or a text in the changed page that is out of the ordinary",
      },
    ],
    stages: [],
    corrections: [],
    spent: [],
    adopted: [],
  };
}
