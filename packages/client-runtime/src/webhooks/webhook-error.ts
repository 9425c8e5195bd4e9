/**
 * The reason why a request is no webhook of the vendor. `unsigned`: a header is missing or has another form. `wrong-signature`: it was
 * changed, or signed with another secret. `too-old` and `too-new`: its time is outside the tolerance. `not-json`: it is signed, but its
 * body is no JSON.
 */
export type WebhookErrorReason = "not-json" | "too-new" | "too-old" | "unsigned" | "wrong-signature";

// Registered, so that the guard also knows the errors of another installed copy of this package.
const brand = Symbol.for("specloom/webhook-error");

/** A request that a program must not act on: respond with 400. Never has the secret, the signature or the body. */
export class WebhookError extends Error {
  readonly reason: WebhookErrorReason;

  constructor(reason: WebhookErrorReason, message: string) {
    super(message);
    this.reason = reason;
    Object.defineProperty(this, brand, { value: true });
  }

  override get name(): string {
    return "WebhookError";
  }
}

/** True for a {@link WebhookError}, also of another installed copy. */
export function isWebhookError(error: unknown): error is WebhookError {
  return (error as { [brand]?: boolean } | null | undefined)?.[brand] === true;
}
