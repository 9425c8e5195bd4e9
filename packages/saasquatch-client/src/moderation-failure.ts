import { isApiError, isConfigurationError, isConnectionError } from "@specloom/client-runtime";

/**
 * The state that a failed request leaves.
 *
 * `unsent`: it cannot have reached the server. `forbidden` and `refused`: the server refused all of it, so the actions in force are those of
 * before. After `forbidden` it would refuse other requests too. `responded`: the server has finished it, and may have applied a part. `silent`:
 * the outcome is unknown, and it may even be applied later. The response of a gateway says nothing about the server behind it.
 */
export type FailureKind = "responded" | "forbidden" | "refused" | "silent" | "unsent";

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
  return [408, 502, 503, 504].includes(error.status) ? "silent" : "responded";
}
