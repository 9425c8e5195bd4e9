import { verifyWebhook } from "@specloom/client-runtime/webhooks";
import { type Webhooks, webhookScheme } from "./operations.gen.ts";

declare const request: Request;
export async function receive(): Promise<Webhooks["order.paid"]> {
  return verifyWebhook<Webhooks["order.paid"]>(webhookScheme ?? "standard-webhooks", request, { secret: "s" });
}
const order: Webhooks["order.paid"] = await receive();
// Read data is open: the vendor may add a status.
order.status = "shipped";
export const name: string | undefined = order.id;
// @ts-expect-error only the caller writes it
void order.note;
export const numbers: Webhooks["order.paid (PUT)"] = [1];
export const nothing: Webhooks["ping"] = undefined;
