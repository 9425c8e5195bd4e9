import type { ModerationProgress, OpenEntry, Outcome } from "./moderation-account.ts";
import type { ModerationFailure } from "./moderation-failure.ts";

/** The number of times that *isolate* repeats an action without a response. After that it stays unknown. */
const RESENDS = 3;

/** Actions that go in one request. */
interface Batch {
  readonly entries: readonly OpenEntry[];
  /** Lower than at first if an earlier request with these actions got no response: it may still be applied. */
  readonly resendsLeft: number;
}

const noBatch: Batch = { entries: [], resendsLeft: 0 };

/** The progress of one chunk: each of its actions is in one place. A step is a pure function of the state and the event. */
export interface ModerationState {
  /** Actions to send, the next batch first. A batch stays here while its request is in progress. */
  readonly waiting: readonly Batch[];
  /** Actions that are not sent again. */
  readonly settled: readonly OpenEntry[];
  readonly requests: number;
}

/** The state of a referral that was read again: whether the action is in force, or the error that there is no such referral. */
export type Finding = Error | boolean;

/** A chunk before its first request. */
export function startChunk(entries: readonly OpenEntry[]): ModerationState {
  return { waiting: [{ entries, resendsLeft: RESENDS }], settled: [], requests: 0 };
}

/** The next batch is sent. */
export function afterSending(state: ModerationState): ModerationState {
  return { ...state, requests: state.requests + 1 };
}

/** The server accepted the batch. */
export function afterAcceptance({ waiting: [sent = noBatch, ...waiting], ...state }: ModerationState): ModerationState {
  const accepted = sent.entries.map((entry) => mark(entry, "accepted", "accepted by the server"));
  return { ...state, waiting, settled: [...state.settled, ...accepted] };
}

/**
 * The request of the batch failed, and its referrals were read again if that could tell more. Findings have the index of their entry. If
 * actions are to be isolated, those that are not in force wait again, in halves.
 */
export function afterFailure(
  { waiting: [sent = noBatch, ...waiting], ...state }: ModerationState,
  failure: ModerationFailure,
  findings: ReadonlyMap<number, Finding>,
  isIsolating: boolean,
): ModerationState {
  const hasResponse = failure.kind === "responded";
  const isSilent = failure.kind === "silent";
  // An action that was refused alone is the culprit. One without a response may be sent again, since it is not in force.
  const isRepeated = isIsolating && ((hasResponse && sent.entries.length > 1) || (isSilent && sent.resendsLeft > 0));
  // A request without a response may be applied later, whatever a later response says, and whatever a referral shows now.
  const mayComeLater = isSilent || sent.resendsLeft < RESENDS;
  const again: OpenEntry[] = [];
  const settled = [...state.settled];
  for (const entry of sent.entries) {
    const finding = findings.get(entry.index);
    (isRepeated && finding === false ? again : settled).push(markFailed(entry, failure, finding, mayComeLater));
  }
  const middle = Math.ceil(again.length / 2);
  const halves = [again.slice(0, middle), again.slice(middle)].filter(({ length }) => length > 0);
  const resendsLeft = isSilent ? sent.resendsLeft - 1 : sent.resendsLeft;
  return { ...state, waiting: [...halves.map((entries) => ({ entries, resendsLeft })), ...waiting], settled };
}

/** Numbers of all chunks together. Actions that wait to be sent again count as not sent. */
export function progressOf(states: readonly ModerationState[]): ModerationProgress {
  const progress = { total: 0, accepted: 0, rejected: 0, unknown: 0, notSent: 0, requests: 0 };
  for (const state of states) {
    for (const { outcome } of state.settled) progress[outcome]++;
    const total = entriesOf(state).length;
    progress.notSent += total - state.settled.length;
    progress.total += total;
    progress.requests += state.requests;
  }
  return progress;
}

/** All entries of a chunk after its requests. */
export function entriesOf({ waiting, settled }: ModerationState): OpenEntry[] {
  return [...waiting.flatMap(({ entries }) => entries), ...settled];
}

function markFailed(
  entry: OpenEntry,
  { kind, error }: ModerationFailure,
  finding: Finding | undefined,
  mayComeLater: boolean,
): OpenEntry {
  const { message } = error;
  if (finding === true) return mark(entry, "accepted", `in force when read again after: ${message}`);
  if (finding === false)
    return mark(entry, mayComeLater ? "unknown" : "rejected", `${message} (not in force when read again)`, error);
  if (finding) return mark(entry, mayComeLater ? "unknown" : "rejected", finding.message, finding);
  if (kind === "responded" || kind === "silent") return mark(entry, "unknown", message, error);
  // A refused batch is in the state in which the request before left it.
  return entry.outcome === "notSent" ? mark(entry, kind === "unsent" ? "notSent" : "rejected", message, error) : entry;
}

function mark(entry: OpenEntry, outcome: Outcome, reason: string, error?: Error): OpenEntry {
  return { ...entry, outcome, reason, error };
}
