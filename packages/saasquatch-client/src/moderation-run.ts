import { isApiError, isConfigurationError, isConnectionError } from "@specloom/client-runtime";
import type { components } from "./generated/schema.gen.ts";
import type { ModerationAction, ModerationProgress, OpenEntry, Outcome } from "./moderation-account.ts";
import { isInForce } from "./moderation-effects.ts";

type Referral = components["schemas"]["Referral"];

/** Referrals that are read at a time after a failure. */
const readsAtOnce = 4;
/** How often *isolate* sends again what was left undone without an answer, before it stays unknown. */
const resends = 3;

/** How a run is done: the public options after their defaults. */
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

/** Sends chunks, and writes into each entry what became of it, whatever fails. Returns what ended the run early. Never throws. */
export async function runModeration(
  chunks: readonly OpenEntry[][],
  { onFailure, concurrency, onProgress, signal }: ModerationPlan,
  wire: ModerationWire,
): Promise<{ readonly failure: { readonly error: unknown } | undefined; readonly requests: number }> {
  const total = chunks.reduce((sum, { length }) => sum + length, 0);
  const tally = { total, accepted: 0, rejected: 0, unknown: 0, notSent: total, requests: 0 };
  let failure: { readonly error: unknown } | undefined;

  const count = (batch: readonly OpenEntry[], as: Outcome) => {
    for (const entry of batch) {
      tally[entry.counted]--;
      tally[as]++;
      entry.counted = as;
    }
  };

  const mark = (batch: readonly OpenEntry[], outcome: Outcome, reason: string, error?: unknown) => {
    for (const entry of batch) Object.assign(entry, { outcome, reason, error });
    count(batch, outcome);
  };

  /** Never costs the account: what the hook throws is a failure like any other. */
  const report = async () => {
    try {
      await onProgress?.({ ...tally });
    } catch (error) {
      failure ??= { error };
    }
  };

  /** Reads the referrals of a failed batch, and returns the entries that are shown not to be in force. */
  const reread = async (batch: readonly OpenEntry[], isAnswered: boolean, reason: string, error: unknown) => {
    const undone = new Set<OpenEntry>();
    let isBlind = false;
    await inOrder(readsAtOnce, batch, async (entry) => {
      if (isBlind) return;
      try {
        const isDone = isInForce(entry.action, await wire.read(entry.referralId));
        if (isDone) mark([entry], "accepted", `in force when read again after: ${reason}`);
        if (isDone === false) {
          undone.add(entry);
          mark([entry], isAnswered ? "rejected" : "unknown", `${reason} (not in force when read again)`, error);
        }
      } catch (readError) {
        if (isApiError(readError) && readError.status === 404) mark([entry], "rejected", readError.message, readError);
        else isBlind ||= !isAboutOne(readError);
      }
    });
    return batch.filter((entry) => undone.has(entry));
  };

  const attempt = async (batch: readonly OpenEntry[], resendsLeft: number): Promise<void> => {
    if (!batch.length || failure || signal?.aborted) return;
    tally.requests++;
    try {
      await wire.send(batch.map(({ referralId, action }) => ({ referralId, action })));
      mark(batch, "accepted", "accepted by the server");
      await report();
    } catch (error) {
      const state = judge(error);
      const reason = error instanceof Error ? error.message : String(error);
      // To abort is no failure.
      if (!signal?.aborted && (onFailure === "stop" || state === "unsent" || state === "forbidden")) failure ??= { error };
      const isAnswered = state === "answered";
      const isOpen = isAnswered || state === "silent";
      // What was turned away whole is in the state in which the request before has left it.
      const news = isOpen ? batch : batch.filter(({ outcome }) => outcome === "notSent");
      mark(news, isOpen ? "unknown" : state === "unsent" ? "notSent" : "rejected", reason, error);
      // It is not tried again either, and no longer counts as still to be sent.
      for (const entry of batch) count([entry], entry.outcome);
      const undone = isOpen && !signal?.aborted ? await reread(batch, isAnswered, reason, error) : [];
      // An action that was refused alone is the culprit. One that got no answer may go again, now that it is seen not to be in force.
      const isRepeated = onFailure === "isolate" && (isAnswered ? batch.length > 1 : resendsLeft > 0);
      if (isRepeated) count(undone, "notSent");
      await report();
      if (!isRepeated) return;
      const half = Math.ceil(undone.length / 2);
      const left = isAnswered ? resendsLeft : resendsLeft - 1;
      await attempt(undone.slice(0, half), left);
      await attempt(undone.slice(half), left);
    }
  };

  await inOrder(concurrency, chunks, (chunk) => attempt(chunk, resends));
  return { failure, requests: tally.requests };
}

/**
 * What a failed request says of the state that it leaves.
 *
 * `unsent`: it cannot have reached the server. `forbidden` and `refused`: the server turned all of it away, and will turn away others too or
 * not. `answered`: the server is done with it, and may have applied a part. `silent`: nobody knows, it may even be applied later; the answer of a
 * gateway says nothing of the server behind it.
 */
function judge(error: unknown): "answered" | "forbidden" | "refused" | "silent" | "unsent" {
  // A hook that throws makes a configuration error too, but after its request may have gone out.
  if (isConfigurationError(error) && error.attempts === 0) return "unsent";
  if (isConnectionError(error) && error.reason === "not-sent") return "unsent";
  if (!isApiError(error)) return "silent";
  if (error.status === 401 || error.status === 403) return "forbidden";
  if (error.status === 429) return "refused";
  return [408, 502, 503, 504].includes(error.status) ? "silent" : "answered";
}

/** Whether a referral alone cannot be read: its id is none that can be asked for, or the server refuses just that. */
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
