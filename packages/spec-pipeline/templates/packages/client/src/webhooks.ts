import { invalidOption } from "@specloom/client-runtime";
import { type SignedRequest, type VerifyOptions, verifyWebhook as verify } from "@specloom/client-runtime/webhooks";
import { type Webhooks, webhookScheme } from "./generated/operations.gen.ts";

export { isWebhookError, type SignedRequest, type VerifyOptions, WebhookError } from "@specloom/client-runtime/webhooks";
export type { Webhooks } from "./generated/operations.gen.ts";

/**
 * The payload of a webhook, after its signature is verified. Give the raw request: a parsed body has other bytes.
 *
 * @throws {WebhookError} it is not signed with the secret, or was signed too long ago.
 * @throws {ConfigurationError} no secret; a body that was parsed; no overlay says how webhooks are signed (`x-client-webhooks`).
 */
export async function verifyWebhook(request: SignedRequest, options: VerifyOptions): Promise<Webhooks[keyof Webhooks]> {
  if (!webhookScheme) throw invalidOption("x-client-webhooks", "set by an overlay: it says how webhooks are signed");
  return verify<Webhooks[keyof Webhooks]>(webhookScheme, request, options);
}
