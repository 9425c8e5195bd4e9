/** How a vendor signs its webhooks: by https://www.standardwebhooks.com with a shared secret, or in its own way. */
export type WebhookScheme = "standard-webhooks" | HmacScheme;

/** A signature that is an HMAC of the body, and perhaps of the time and the id. */
export interface HmacScheme {
  /** The header with the signature, or with several, separated by commas or spaces. */
  readonly header: string;
  /** The text before a signature in its header: `sha256=`, `v1,`. A part of the header without it is no signature. @default "" */
  readonly prefix?: string;
  /** @default "SHA-256" */
  readonly hash?: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  /** How the signature is written. @default "hex" */
  readonly encoding?: "base64" | "hex";
  /** How the secret is written: as text, or as base64, perhaps after `whsec_`. @default "text" */
  readonly secret?: "base64" | "text";
  /** The signed text: `{body}`, and perhaps `{timestamp}` and `{id}`. @default "{body}" */
  readonly signed?: string;
  /** The header with the time of the signature, in seconds since 1970. @default the time is not known, and not checked */
  readonly timestamp?: string;
  /** The text before that time in a part of its header: `t=`. @default "" */
  readonly timestampPrefix?: string;
  /** The header with the id of the message. */
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

/** The scheme in full. */
export function hmacSchemeOf(scheme: WebhookScheme): HmacScheme {
  return scheme === "standard-webhooks" ? STANDARD_WEBHOOKS : scheme;
}
