import type { MockHandler } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";
import type { ReferralQuery, ReferralStore } from "./referral-store.ts";
import { respondError } from "./respond-error.ts";

/** The responses of the operations that the mock computes, for requests that their schemas allow. Any other operation gets 501. */
export function createHandlers(
  store: ReferralStore,
  openEndpoints: boolean,
): Readonly<Partial<Record<keyof Operations, MockHandler>>> {
  return {
    listReferrals: ({ input }) => Response.json(store.list(input.query)),
    getReferral: ({ input }) => {
      const id = String(input.path["referralId"]);
      const referral = store.get(id);
      return referral ? Response.json(referral) : respondError(404, `Referral ${id} was not found`);
    },
    moderateReferrals: ({ input }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input validator has passed the body
      const { actions } = input.body as Operations["moderateReferrals"]["input"]["body"];
      const refusal = store.moderate(actions);
      return refusal ? respondError(refusal.status, refusal.message) : new Response(null);
    },
    listOpenReferrals: ({ input }) => {
      if (!openEndpoints) return respondError(403, "Open endpoints are disabled for this tenant");
      const query: ReferralQuery = input.query;
      const hasPair = (query.referringAccountId && query.referringUserId) || (query.referredAccountId && query.referredUserId);
      if (!hasPair) return respondError(400, "An account and a user are required", { apiErrorCode: "VALIDATION_FAILED" });
      return Response.json(store.list(query));
    },
  };
}
