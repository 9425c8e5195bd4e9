import { isApiError, isConfigurationError, isConnectionError } from "@specloom/client-runtime";
import type { RequestOptions } from "@specloom/client-runtime";
import type { components } from "./generated/schema.gen.ts";
import { closeAccount } from "./moderation-account.ts";
import type { ModerationAccount, ModerationAction, ModerationProgress, OpenEntry } from "./moderation-account.ts";
import { findModerationProblem, isInForce } from "./moderation-effects.ts";
import { ModerationError } from "./moderation-error.ts";
import { refuse } from "./refuse.ts";

type Referral = components["schemas"]["Referral"];

/** The API's own limit on the actions of one request. */
const chunkSize = 100;
/** Referrals that are read at a time after a failure. */
const readsAtOnce = 4;
/** How often *isolate* sends again what was left undone without an answer, before it stays unknown. */
const resends = 3;

/** How a moderation is done. Limits, `headers` and retries count for each of its requests. */
export interface ModerateOptions extends RequestOptions {
  /**
   * What follows a request that fails. In each case its referrals are read again, so that the account says what is in force.
   *
   * `stop`: nothing more is sent. `continue`: the other chunks are. `isolate`: also what is not in force, in halves, until the action that the
   * server refuses stands alone. A failure that no other action can escape (401, 403, no connection) ends each of them.
   * @default "stop"
   */
  readonly onFailure?: "continue" | "isolate" | "stop" | undefined;
  /** Chunks under way at a time, 1 to 10. @default 1 */
  readonly concurrency?: number | undefined;
  /** Checks everything and sends nothing: the account has all actions under `notSent`, and the number of requests. @default false */
  readonly dryRun?: boolean | undefined;
  /** Called after each request, with numbers. What it throws ends the moderation like a failure. */
  readonly onProgress?: ((progress: ModerationProgress) => void) | undefined;
}

/** The two requests that a moderation makes. */
export interface ModerationWire {
  readonly send: (actions: ModerationAction[]) => Promise<unknown>;
  readonly read: (referralId: string) => Promise<Referral>;
}

/** Sends any number of actions and accounts for each of them. */
export async function moderate(
  actions: AsyncIterable<ModerationAction> | Iterable<ModerationAction>,
  options: ModerateOptions,
  wire: ModerationWire,
): Promise<ModerationAccount> {
  const { onFailure = "stop", concurrency = 1, dryRun, onProgress, signal } = options;
  if (!["continue", "isolate", "stop"].includes(onFailure)) refuse("onFailure", '"stop", "continue" or "isolate"', onFailure);
  if (!(Number.isInteger(concurrency) && concurrency > 0 && concurrency <= 10))
    refuse("concurrency", "a whole number from 1 to 10", concurrency);

  // All of them before any is sent: a contradiction may stand at the very end.
  const given: ModerationAction[] = Symbol.iterator in actions ? [...actions] : [];
  if (Symbol.asyncIterator in actions) {
    for await (const action of actions) {
      given.push(action);
      if (signal?.aborted) break;
    }
  }
  const problem = findModerationProblem(given);
  if (problem) refuse(...problem);
  const entries = given.map(({ referralId, action }, index): OpenEntry => ({
    referralId,
    action,
    index,
    outcome: "notSent",
    reason: "the moderation ended before its turn",
  }));
  const chunks = Array.from({ length: Math.ceil(entries.length / chunkSize) }, (_, at) =>
    entries.slice(at * chunkSize, (at + 1) * chunkSize),
  );
  if (dryRun) {
    for (const [at, chunk] of chunks.entries())
      for (const entry of chunk) entry.reason = `dry run: goes with request ${at + 1} of ${chunks.length}`;
    return closeAccount(entries, chunks.length);
  }

  const tally = { total: entries.length, accepted: 0, rejected: 0, unknown: 0, notSent: entries.length, requests: 0 };
  let failure: { readonly error: unknown } | undefined;

  const mark = (batch: readonly OpenEntry[], outcome: OpenEntry["outcome"], reason: string, error?: unknown) => {
    for (const entry of batch) {
      tally[entry.outcome]--;
      tally[outcome]++;
      Object.assign(entry, { outcome, reason, error });
    }
  };

  /** Never costs the account: what the hook throws is a failure like any other. */
  const report = () => {
    try {
      onProgress?.({ ...tally });
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
        else isBlind = true;
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
      report();
    } catch (error) {
      const state = judge(error);
      const reason = error instanceof Error ? error.message : String(error);
      // To abort is no failure.
      if (!signal?.aborted && (onFailure === "stop" || state === "unsent" || state === "forbidden")) failure ??= { error };
      mark(
        batch,
        state === "unsent" ? "notSent" : state === "answered" || state === "silent" ? "unknown" : "rejected",
        reason,
        error,
      );
      const isAnswered = state === "answered";
      const isOpen = (isAnswered || state === "silent") && !signal?.aborted;
      const undone = isOpen ? await reread(batch, isAnswered, reason, error) : [];
      report();
      // An action that was refused alone is the culprit. One that got no answer may go again, now that it is seen not to be in force.
      if (onFailure !== "isolate" || (isAnswered ? batch.length === 1 : resendsLeft === 0)) return;
      const half = Math.ceil(undone.length / 2);
      const left = isAnswered ? resendsLeft : resendsLeft - 1;
      await attempt(undone.slice(0, half), left);
      await attempt(undone.slice(half), left);
    }
  };

  await inOrder(concurrency, chunks, (chunk) => attempt(chunk, resends));
  // Nothing was sent, so there is nothing to account for.
  if (isConfigurationError(failure?.error) && tally.notSent === tally.total) throw failure.error;
  const account = closeAccount(entries, tally.requests);
  if (failure) throw new ModerationError(account, failure.error);
  return account;
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

/** Works through items in order, at most `width` at a time. */
async function inOrder<Item>(width: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
