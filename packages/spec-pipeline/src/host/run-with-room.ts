import { Worker } from "node:worker_threads";
import { emptyResult, runPipeline, type OnStage, type PipelineInput, type PipelineResult } from "../pipeline.ts";
import type { StageReport } from "../problems/report.ts";
import { endAtOnce } from "./end-at-once.ts";

/** With more characters of pages, the stages take long enough that the start of a thread does not count. */
const LARGE_INPUT = 400_000;
const STACK_SIZE_MB = 256;

/** What leads from a schema to one in it. With fewer of them in all, no chain of schemas is too deep for the usual stack. */
const LEVEL = /\$ref|(?:all|any|one)Of|items|properties/gi;
const MANY_LEVELS = 500;

/** The most memory that the stages need for a large document, with room to spare. With a limit, memory is freed sooner. */
function heapSizeMb(characters: number): number {
  return Math.max(900, Math.ceil((characters / 1_000_000) * 120));
}

/** Messages of the thread: the end of a stage, and at last the result. */
export type ThreadMessage = { readonly stage: StageReport } | { readonly result: PipelineResult };

/** The longest time for one stage. A document of 13 MB takes a few seconds a stage. */
const STAGE_LIMIT_MS = 120_000;

/** A page's pattern on a page's value may run forever. Only ending the thread stops it. */
const MAY_HOLD_PATTERN = /pattern|\\[ux]/i;

/**
 * Runs the stages. Those of a large or deep document run in a thread: bundler and linter follow references by recursion, and only a thread
 * can have a larger stack. Those of a document with patterns run in a thread too, since only a thread can be ended. If a stage takes too long, the
 * result has a problem of this vendor. Rejects when the signal ends the thread.
 */
export async function runWithRoom(
  input: PipelineInput,
  signal?: AbortSignal,
  onStage?: OnStage,
  stageLimitMs: number = STAGE_LIMIT_MS,
): Promise<PipelineResult> {
  const characters = input.pages.reduce((sum, page) => sum + page.text.length, 0);
  const texts = [...input.pages, ...input.overlays].map(({ text }) => text);
  const levels = texts.reduce((sum, text) => sum + (text.match(LEVEL)?.length ?? 0), 0);
  const mayHang = texts.some((text) => MAY_HOLD_PATTERN.test(text));
  if (characters < LARGE_INPUT && levels < MANY_LEVELS && !mayHang) return endAtOnce(() => runPipeline(input, onStage));
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
      // An error of the thread.
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
    ...emptyResult,
    problems: [
      {
        rule: "stage-too-long",
        severity: "error",
        message: `${where} gave no result within ${limitMs / 1000} s, and was ended: something in the pages keeps it busy`,
        fix: "look for an unusual pattern or text in the changed page",
      },
    ],
  };
}
