/** How a vendor signs its webhooks: as https://www.standardwebhooks.com has it, with a shared secret, or in its own way. */
export type WebhookScheme = "standard-webhooks" | HmacScheme;

/** A signature that is an HMAC of the body, and of what stands beside it. */
export interface HmacScheme {
  /** The header that has the signature, or several of them, with commas or spaces between. */
  readonly header: string;
  /** What stands before a signature in its header: `sha256=`, `v1,`. Without it, a part of the header is no signature. @default "" */
  readonly prefix?: string;
  /** @default "SHA-256" */
  readonly hash?: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  /** How the signature is written. @default "hex" */
  readonly encoding?: "base64" | "hex";
  /** How the secret is written: as text, or as base64, which may stand behind `whsec_`. @default "text" */
  readonly secret?: "base64" | "text";
  /** What is signed: `{body}`, and of the other two what it names. @default "{body}" */
  readonly signed?: string;
  /** The header that has the time of the signature, in seconds since 1970. @default the time is not known, and not checked */
  readonly timestamp?: string;
  /** What stands before that time in a part of its header: `t=`. @default "" */
  readonly timestampPrefix?: string;
  /** The header that has the id of the message. */
  readonly id?: string;
}

const STANDARD_WEBHOOKS: HmacScheme = {
  header: "webhook-signature",
  prefix: "v1,",
  encoding: "base64",
  secret: "base64",
  signed: "{id}.{timestamp}.{body}",
  timestamp: "webhook-timestamp",
  id: "webhook-id",
};

/** What a scheme says. */
export function hmacSchemeOf(scheme: WebhookScheme): HmacScheme {
  return scheme === "standard-webhooks" ? STANDARD_WEBHOOKS : scheme;
}
