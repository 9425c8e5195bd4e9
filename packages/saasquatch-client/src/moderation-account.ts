import type { components } from "./generated/schema.gen.ts";

/** An action on a referral: `{ referralId, action }`, in the API's form. */
export type ModerationAction = Readonly<components["schemas"]["ReferralModerationRequest"]>;

/** `APPROVED` and `DENIED` act on both sides of a referral, the others on the side that they name. */
export type ModerationActionName = ModerationAction["action"];

/** One action of a call to `moderate`, and its outcome. It is an action itself: entries can be given to `moderate` again. */
export interface ModerationEntry extends ModerationAction {
  /** Position in the given actions, from 0. */
  readonly index: number;
  /** The reason for its list, for a person. */
  readonly reason: string;
  /** The error behind this entry, if there was one. */
  readonly error?: Error | undefined;
}

/**
 * The outcome of every action of a call to `moderate`. Each action is in exactly one list, in the given order.
 * The lists show the server's state, not only its responses.
 */
export interface ModerationAccount {
  /** In force: the server accepted it, or the referral, read again after a failure, shows it. */
  readonly accepted: readonly ModerationEntry[];
  /**
   * Not in force: the server refused it, and the referral, read again, does not show it. If it cannot be read after a 401, 403 or 429, the
   * server has refused the whole request. Never an action whose earlier request got no response.
   */
  readonly rejected: readonly ModerationEntry[];
  /** Sent, with an unknown outcome: a request without a response may be applied later. Read the referral before you send it again. */
  readonly unknown: readonly ModerationEntry[];
  /** Never reached the server. */
  readonly notSent: readonly ModerationEntry[];
  /** Moderation requests that were made. After a dry run, those that would be made. */
  readonly requests: number;
}

/** Numbers of actions so far, as `onProgress` gets them after each chunk. */
export interface ModerationProgress {
  /** Actions that were given. */
  readonly total: number;
  /** Actions that the API has accepted so far. */
  readonly accepted: number;
  /** Actions that the API has rejected so far. */
  readonly rejected: number;
  /** Actions that were sent, with no response that says how they ended. */
  readonly unknown: number;
  /** Still to be sent, for the first time or again. */
  readonly notSent: number;
  /** Requests that were made so far. */
  readonly requests: number;
}

/** The list for an action's outcome. */
export type Outcome = "accepted" | "notSent" | "rejected" | "unknown";

/** An action on its way to one of the lists. */
export interface OpenEntry extends ModerationEntry {
  readonly outcome: Outcome;
}

/** Sorts entries into the four lists. */
export function closeAccount(entries: readonly OpenEntry[], requests: number): ModerationAccount {
  const account = { accepted: [], rejected: [], unknown: [], notSent: [] } as Record<Outcome, ModerationEntry[]>;
  for (const { outcome, ...entry } of entries.toSorted((one, other) => one.index - other.index)) account[outcome].push(entry);
  return { ...account, requests };
}
