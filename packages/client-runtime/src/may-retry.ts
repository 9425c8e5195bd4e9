/** The facts of a failure that matter here: fields of the errors. */
export interface Failure {
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  readonly limit?: string | undefined;
  readonly isLasting?: boolean | undefined;
}

/**
 * Tells whether a call may be repeated after this failure. A safe operation may be repeated after anything that can pass. Any other
 * operation only if the server refused the request (429), or cannot have seen it. A failure that would happen again, such as a refused
 * certificate, is not repeated.
 */
export function mayRetry({ status, reason, limit, isLasting }: Failure, isSafe: boolean): boolean {
  return (
    status === 429 ||
    (reason === "not-sent" && !isLasting) ||
    (isSafe &&
      (/^(408|50[0234])$/.test(String(status)) || /^(interrupted|truncated)$/.test(String(reason)) || limit === "timeoutMs"))
  );
}

/** The wait after attempt number `attempt` if the server asks for none: 0.5 s doubling to 8 s, less up to half of it by `random` (0–1). */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.min(250 * 2 ** attempt, 8000) * (1 - random / 2);
}
