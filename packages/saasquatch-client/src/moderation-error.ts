import type { ModerationAccount } from "./moderation-account.ts";

// Registered, so that the guard also knows the errors of another installed copy of this package.
const brand = Symbol.for("saasquatch-client/moderation-error");

/** A moderation ended early. `account` has the outcome of every action; `cause` is the error that ended it. */
export class ModerationError extends Error {
  /** The class of the error as a text, which stays the same when code is minified. */
  readonly code = "ModerationError";
  /** Where each action ended: accepted, rejected, unknown or not sent. */
  readonly account: ModerationAccount;
  constructor(account: ModerationAccount, cause: unknown) {
    const counts = `${account.accepted.length} accepted, ${account.rejected.length} rejected, ${account.unknown.length} unknown, ${account.notSent.length} not sent`;
    super(`moderate ended early (${counts}; see error.account): ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    Object.defineProperty(this, brand, { value: true });
    this.account = account;
  }

  /** The same as `code`. */
  override get name(): string {
    return this.code;
  }
}

/** True for a `ModerationError`, also of another installed copy of the client. */
export function isModerationError(error: unknown): error is ModerationError {
  return typeof error === "object" && error !== null && brand in error;
}
