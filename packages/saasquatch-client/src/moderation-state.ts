import type { ModerationProgress, OpenEntry, Outcome } from "./moderation-account.ts";
import type { ModerationFailure } from "./moderation-failure.ts";

/** How often *isolate* sends again what was left undone without an answer, before it stays unknown. */
const resends = 3;

/** Actions that go in one request. */
interface Batch {
  readonly entries: readonly OpenEntry[];
  readonly resendsLeft: number;
}

const noBatch: Batch = { entries: [], resendsLeft: 0 };

/**
 * How far the moderation of one chunk has come: each of its actions is in exactly one place. Every step is a pure function of the state
 * and of what happened, and returns the state after it.
 */
export interface ModerationState {
  /** What is still to be sent, the next batch first; it stays there while its request is under way. */
  readonly waiting: readonly Batch[];
  /** The batch whose request failed after it may have been applied, until its referrals are read again. */
  readonly doubtful?: (Batch & { readonly failure: ModerationFailure }) | undefined;
  /** What is not sent again. */
  readonly settled: readonly OpenEntry[];
  readonly requests: number;
}

/** What a referral shows when it is read again: whether the action is in force, or the error that says that there is no such referral. */
export type Finding = Error | boolean;

/** A chunk before its first request. */
export function startChunk(entries: readonly OpenEntry[]): ModerationState {
  return { waiting: [{ entries, resendsLeft: resends }], settled: [], requests: 0 };
}

/** The next batch goes out. */
export function afterSending(state: ModerationState): ModerationState {
  return { ...state, requests: state.requests + 1 };
}

/** The server accepted the batch. */
export function afterAcceptance({ waiting: [sent = noBatch, ...waiting], ...state }: ModerationState): ModerationState {
  const accepted = sent.entries.map((entry) => mark(entry, "accepted", "accepted by the server"));
  return { ...state, waiting, settled: [...state.settled, ...accepted] };
}

/** The request of the batch failed. It is in doubt where the server may have applied it. */
export function afterFailure(
  { waiting: [sent = noBatch, ...waiting], ...state }: ModerationState,
  failure: ModerationFailure,
): ModerationState {
  const { kind, error } = failure;
  if (kind === "answered" || kind === "silent") {
    const entries = sent.entries.map((entry) => mark(entry, "unknown", error.message, error));
    return { ...state, waiting, doubtful: { ...sent, entries, failure } };
  }
  // What was turned away whole is in the state in which the request before has left it.
  const turnedAway = sent.entries.map((entry) =>
    entry.outcome === "notSent" ? mark(entry, kind === "unsent" ? "notSent" : "rejected", error.message, error) : entry,
  );
  return { ...state, waiting, settled: [...state.settled, ...turnedAway] };
}

/**
 * The referrals of the batch in doubt were read again; findings go by the index of their entry, and may be missing. Where actions are to be
 * isolated, the ones that are not in force wait again, in halves.
 */
export function afterReading(
  { doubtful, ...state }: ModerationState,
  findings: ReadonlyMap<number, Finding>,
  isIsolating: boolean,
): ModerationState {
  if (!doubtful) return state;
  const { entries, failure, resendsLeft } = doubtful;
  const isAnswered = failure.kind === "answered";
  // An action that was refused alone is the culprit. One that got no answer may go again, now that it is seen not to be in force.
  const isRepeated = isIsolating && (isAnswered ? entries.length > 1 : resendsLeft > 0);
  const again: OpenEntry[] = [];
  const settled = [...state.settled];
  for (const entry of entries) {
    const finding = findings.get(entry.index);
    (isRepeated && finding === false ? again : settled).push(markFound(entry, finding, failure));
  }
  const middle = Math.ceil(again.length / 2);
  const halves = [again.slice(0, middle), again.slice(middle)]
    .filter(({ length }) => length > 0)
    .map((half) => ({ entries: half, resendsLeft: isAnswered ? resendsLeft : resendsLeft - 1 }));
  return { ...state, waiting: [...halves, ...state.waiting], settled };
}

/** Numbers of all chunks together. What waits to be sent again counts as not sent. */
export function progressOf(states: readonly ModerationState[]): ModerationProgress {
  const progress = { total: 0, accepted: 0, rejected: 0, unknown: 0, notSent: 0, requests: 0 };
  for (const state of states) {
    const sent = entriesOf({ ...state, waiting: [] });
    for (const { outcome } of sent) progress[outcome]++;
    const total = entriesOf(state).length;
    progress.notSent += total - sent.length;
    progress.total += total;
    progress.requests += state.requests;
  }
  return progress;
}

/** All entries of a chunk, as its requests have left them. */
export function entriesOf({ waiting, doubtful, settled }: ModerationState): OpenEntry[] {
  return [...waiting.flatMap(({ entries }) => entries), ...(doubtful?.entries ?? []), ...settled];
}

function markFound(entry: OpenEntry, finding: Finding | undefined, { kind, error }: ModerationFailure): OpenEntry {
  if (finding === undefined) return entry;
  if (finding === true) return mark(entry, "accepted", `in force when read again after: ${error.message}`);
  if (finding !== false) return mark(entry, "rejected", finding.message, finding);
  return mark(entry, kind === "answered" ? "rejected" : "unknown", `${error.message} (not in force when read again)`, error);
}

function mark(entry: OpenEntry, outcome: Outcome, reason: string, error?: Error): OpenEntry {
  return { ...entry, outcome, reason, error };
}
