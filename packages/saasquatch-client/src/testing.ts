import { createSaaSquatchMock, type SaaSquatchMock } from "./testing/mock.ts";

export { createSaaSquatchMock, type SaaSquatchFault, type SaaSquatchMock, type SaaSquatchMockOptions } from "./testing/mock.ts";
export { createReferrals } from "./testing/create-referrals.ts";
export type { Refusal, RefusedBatch } from "./testing/referral-store.ts";

/** The mock that `specloom mock` serves: a tenant of 2400 referrals. Some of them cannot be denied. */
export function createMock(): Pick<SaaSquatchMock, "environment" | "fetch"> {
  return createSaaSquatchMock();
}
