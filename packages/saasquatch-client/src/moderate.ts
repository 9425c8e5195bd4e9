import { checkRequestOptions, invalidOption, isConfigurationError, type RequestOptions } from "@specloom/client-runtime";
import { checkActions } from "./check-actions.ts";
import {
  closeAccount,
  type ModerationAccount,
  type ModerationAction,
  type ModerationProgress,
  type OpenEntry,
} from "./moderation-account.ts";
import { ModerationError } from "./moderation-error.ts";
import { entriesOf, progressOf } from "./moderation-state.ts";
import { type ModerationWire, runModeration } from "./run-moderation.ts";

/** The API's own limit on the actions of one request. */
const CHUNK_SIZE = 100;

/** The options of a moderation. Limits, `headers` and retries apply to each of its requests. */
export interface ModerateOptions extends RequestOptions {
  /**
   * The reaction to a failed request. Its referrals are always read again, so that the account has the actions in force. Only a request that
   * cannot have reached the server needs no reading.
   *
   * `stop`: nothing more is sent. `continue`: the other chunks are sent. `isolate`: the actions that are not in force are also sent again, in
   * halves, until the refused action is alone. A failure that concerns every action (401, 403, no connection) ends each of them.
   * @default "stop"
   */
  readonly onFailure?: "continue" | "isolate" | "stop" | undefined;
  /** Chunks sent in parallel, 1 to 10. @default 1 */
  readonly concurrency?: number | undefined;
  /** Checks everything and sends nothing. The account has all actions under `notSent`, and the number of requests. @default false */
  readonly dryRun?: boolean | undefined;
  /** Called after each request, with numbers. A promise is waited for. An error that it throws ends the moderation like a failure. */
  readonly onProgress?: ((progress: ModerationProgress) => unknown) | undefined;
}

/** Sends any number of actions by the two requests of `wireFor`, and accounts for each of them. */
export async function moderate(
  actions: AsyncIterable<ModerationAction> | Iterable<ModerationAction>,
  options: ModerateOptions,
  wireFor: (options: RequestOptions) => ModerationWire,
): Promise<ModerationAccount> {
  // A misspelt `dryRun` would send the actions.
  checkRequestOptions(options, ["onFailure", "concurrency", "dryRun", "onProgress"]);
  const { onFailure = "stop", concurrency = 1, dryRun, onProgress, ...requestOptions } = options;
  const { signal } = requestOptions;
  if (dryRun !== undefined && typeof dryRun !== "boolean") throw invalidOption("dryRun", "a boolean", dryRun);
  if (onProgress !== undefined && typeof onProgress !== "function") throw invalidOption("onProgress", "a function", onProgress);
  if (!["continue", "isolate", "stop"].includes(onFailure))
    throw invalidOption("onFailure", '"stop", "continue" or "isolate"', onFailure);
  if (![1, 2, 3, 4, 5, 6, 7, 8, 9, 10].includes(concurrency))
    throw invalidOption("concurrency", "a whole number from 1 to 10", concurrency);

  // All actions are checked before any is sent: a contradiction may be at the very end.
  const given = await collect(actions, signal);
  checkActions(given);
  const requests = Math.ceil(given.length / CHUNK_SIZE);
  const entries = given.map(({ referralId, action }, index): OpenEntry => {
    const planned = `dry run: goes with request ${Math.floor(index / CHUNK_SIZE) + 1} of ${requests}`;
    const reason = dryRun ? planned : "the moderation ended before its turn";
    return { referralId, action, index, outcome: "notSent", reason };
  });
  if (dryRun) return closeAccount(entries, requests);

  const chunks = Array.from({ length: requests }, (_, at) => entries.slice(at * CHUNK_SIZE, (at + 1) * CHUNK_SIZE));
  const { states, failure } = await runModeration(
    chunks,
    { onFailure, concurrency, onProgress, signal },
    wireFor(requestOptions),
  );
  const account = closeAccount(states.flatMap(entriesOf), progressOf(states).requests);
  if (!failure) return account;
  // If nothing was sent, there is nothing to account for: a missing key causes the same error as in any other method.
  if (isConfigurationError(failure.error) && account.notSent.length === entries.length) throw failure.error;
  throw new ModerationError(account, failure.error);
}

/**
 * Reads a source to its end, or up to the abort of `signal`, also during a wait. A list is read at once, and each action is copied: a
 * program may change both before the first request is made.
 */
async function collect(
  source: AsyncIterable<ModerationAction> | Iterable<ModerationAction>,
  signal: AbortSignal | undefined,
): Promise<ModerationAction[]> {
  if (isIterable(source)) return Array.from(source, (action) => ({ ...action }));
  // A program without types may give anything.
  if (!(Symbol.asyncIterator in Object(source)))
    throw invalidOption("actions", "a list of actions, or another iterable of them", source);
  const actions: ModerationAction[] = [];
  const read = async () => {
    for await (const action of source) {
      if (signal?.aborted) return;
      actions.push({ ...action });
    }
  };
  const listening = new AbortController();
  const aborted = new Promise((resolve) => signal?.addEventListener("abort", resolve, { signal: listening.signal }));
  // A source that is busy when the signal aborts closes at its next action.
  if (!signal?.aborted) await Promise.race([read(), aborted]).finally(() => listening.abort());
  return [...actions];
}

function isIterable<Item>(source: AsyncIterable<Item> | Iterable<Item>): source is Iterable<Item> {
  return Symbol.iterator in Object(source);
}
