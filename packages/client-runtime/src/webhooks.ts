export { type SignedRequest, type VerifyOptions, verifySignature, verifyWebhook } from "./webhooks/verify-webhook.ts";
export { isWebhookError, WebhookError, type WebhookErrorReason } from "./webhooks/webhook-error.ts";
export type { HmacScheme, WebhookScheme } from "./webhooks/webhook-scheme.ts";
