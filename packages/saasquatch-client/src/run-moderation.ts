import { isApiError, isConfigurationError } from "@specloom/client-runtime";
import type { ModerationAction, ModerationProgress, OpenEntry } from "./moderation-account.ts";
import { isInForce } from "./moderation-effects.ts";
import { moderationFailure } from "./moderation-failure.ts";
import {
  afterAcceptance,
  afterFailure,
  afterSending,
  type Finding,
  type ModerationState,
  progressOf,
  startChunk,
} from "./moderation-state.ts";
import type { Referral } from "./referral.ts";

/** The number of referrals that are read in parallel after a failure. */
const READS_AT_ONCE = 4;

/** The settings of a run: the public options with their defaults. */
export interface ModerationPlan {
  readonly onFailure: "continue" | "isolate" | "stop";
  readonly concurrency: number;
  readonly onProgress: ((progress: ModerationProgress) => unknown) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The two requests that a moderation makes. */
export interface ModerationWire {
  readonly send: (actions: ModerationAction[]) => Promise<unknown>;
  readonly read: (referralId: string) => Promise<Referral>;
}

/**
 * Sends chunks in order, and reads referrals again after a failed request. Returns the progress of each chunk, and the error that ended the
 * run early. Never throws.
 */
export async function runModeration(
  chunks: readonly (readonly OpenEntry[])[],
  { onFailure, concurrency, onProgress, signal }: ModerationPlan,
  wire: ModerationWire,
): Promise<{ readonly states: readonly ModerationState[]; readonly failure: { readonly error: unknown } | undefined }> {
  const runs = chunks.map((entries) => ({ state: startChunk(entries) }));
  let failure: { readonly error: unknown } | undefined;
  const isOver = () => failure !== undefined || signal?.aborted === true;

  await inOrder(concurrency, runs, async (run) => {
    while (run.state.waiting[0] && !isOver()) {
      const batch = run.state.waiting[0].entries;
      run.state = afterSending(run.state);
      try {
        await wire.send(batch.map(({ referralId, action }) => ({ referralId, action })));
        run.state = afterAcceptance(run.state);
      } catch (error) {
        const failed = moderationFailure(error);
        // An abort is no failure.
        const isEnd = onFailure === "stop" || failed.kind === "unsent" || failed.kind === "forbidden";
        if (isEnd && !signal?.aborted) failure ??= { error };
        const findings = failed.kind === "unsent" || signal?.aborted ? new Map() : await readAgain(batch, wire.read);
        run.state = afterFailure(run.state, failed, findings, onFailure === "isolate");
      }
      try {
        await onProgress?.(progressOf(runs.map(({ state }) => state)));
      } catch (error) {
        // It never costs the account: an error of the hook is a failure like any other.
        failure ??= { error };
      }
    }
  });
  return { states: runs.map(({ state }) => state), failure };
}

/**
 * Reads the referrals of a batch again. A referral that cannot be read has no finding. If that is not its own fault, no further one is
 * read.
 */
async function readAgain(batch: readonly OpenEntry[], read: ModerationWire["read"]): Promise<Map<number, Finding>> {
  const findings = new Map<number, Finding>();
  let isBlind = false;
  await inOrder(READS_AT_ONCE, batch, async ({ index, referralId, action }) => {
    if (isBlind) return;
    try {
      const finding = isInForce(action, await read(referralId));
      if (finding !== undefined) findings.set(index, finding);
    } catch (error) {
      if (isApiError(error) && error.status === 404) findings.set(index, error);
      else isBlind ||= !isAboutOne(error);
    }
  });
  return findings;
}

/** Whether this referral alone cannot be read: its id is invalid, or the server refuses just that one. */
function isAboutOne(error: unknown): boolean {
  if (isConfigurationError(error)) return error.attempts === 0;
  return isApiError(error) && error.status < 500 && ![401, 403, 408, 429].includes(error.status);
}

/** Works through items in order, at most `width` at a time. */
async function inOrder<Item>(width: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
