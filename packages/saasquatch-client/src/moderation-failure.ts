import { isApiError, isConfigurationError, isConnectionError } from "@specloom/client-runtime";

/**
 * What a failed request says of the state that it leaves.
 *
 * `unsent`: it cannot have reached the server. `forbidden` and `refused`: the server turned all of it away, and will turn away others too or
 * not; only what was in force before is. `answered`: the server is done with it, and may have applied a part. `silent`: nobody knows, it may even be applied later; the answer of a
 * gateway says nothing of the server behind it.
 */
export type FailureKind = "answered" | "forbidden" | "refused" | "silent" | "unsent";

/** The facts of a failed request for its entries. */
export interface ModerationFailure {
  readonly kind: FailureKind;
  readonly error: Error;
}

/** The meaning of a failed moderation request for its actions. */
export function moderationFailure(error: unknown): ModerationFailure {
  return { kind: kindOf(error), error: error instanceof Error ? error : new Error(String(error), { cause: error }) };
}

function kindOf(error: unknown): FailureKind {
  // A hook that throws makes a configuration error too, but perhaps after its request was sent: only the first `onRequest` comes before
  // any.
  if (isConfigurationError(error) && error.attempts <= Number(error.option === "hooks.onRequest")) return "unsent";
  if (isConnectionError(error) && error.reason === "not-sent") return "unsent";
  if (!isApiError(error)) return "silent";
  if (error.status === 401 || error.status === 403) return "forbidden";
  if (error.status === 429) return "refused";
  return [408, 502, 503, 504].includes(error.status) ? "silent" : "answered";
}
