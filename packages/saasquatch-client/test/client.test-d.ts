import { expectTypeOf } from "vitest";
import type { components } from "../src/generated/schema.gen.ts";
import {
  createSaaSquatchClient,
  isApiError,
  isModerationError,
  toDate,
  type ModerationAccount,
  type ModerationAction,
  type ModerationEntry,
  type Referral,
  type ReferralList,
} from "../src/index.ts";
import { createSaaSquatchMock } from "../src/testing.ts";
import { outputValidators } from "../src/validators.ts";

const { referrals, call } = createSaaSquatchClient({ tenantAlias: "test_abc", apiKey: undefined, validate: outputValidators });
declare const referral: Referral;
declare const actions: ModerationAction[];

// A client is given one way to authenticate, or none, and the hooks of every client with one more.
createSaaSquatchClient();
createSaaSquatchClient({ accountSid: "a", authToken: "b", hooks: { onRequest: () => {}, onWarning: ({ code }) => code } });
createSaaSquatchClient({ fetch: createSaaSquatchMock().fetch });
// @ts-expect-error no such option
createSaaSquatchClient({ tenant: "test_abc" });
// @ts-expect-error no such hook
createSaaSquatchClient({ hooks: { onError: () => {} } });

// Lists take the API's filters; dates are a Date, milliseconds or a range, and nothing else.
expectTypeOf(referrals.list()).resolves.toEqualTypeOf<ReferralList>();
void referrals.list({ dateReferralPaid: new Date(), dateReferralEnded: 0, limit: undefined });
void referrals.list({ dateReferralPaid: { from: new Date() }, dateReferralEnded: { to: 5, from: undefined } });
void referrals.list({ referredModerationStatus: "PENDING" }, { signal: AbortSignal.timeout(5), timeoutMs: 5 });
// @ts-expect-error the wire's own form is for call()
void referrals.list({ dateReferralPaid: "0,123412451" });
// @ts-expect-error there is no filter on the status of both sides
void referrals.list({ moderationStatus: "PENDING" });
// @ts-expect-error no such status
void referrals.list({ referredModerationStatus: "OPEN" });
// @ts-expect-error a filter of the open list
void referrals.list({ referredUserId: "u" });

// All pages are an async iterable of referrals, which may be left early.
expectTypeOf(referrals.listAll()).toExtend<AsyncIterable<Referral>>();
expectTypeOf(referrals.pending()).toExtend<AsyncIterable<Referral>>();
expectTypeOf(referrals.listAll().return(undefined)).resolves.toExtend<{ done?: boolean }>();
// @ts-expect-error the queue is made by the status of both sides
referrals.pending({ referredModerationStatus: "PENDING" });

// The open list wants one of the two pairs, whole.
void referrals.listOpen({ referringAccountId: "a", referringUserId: "u" });
void referrals.listOpen({ referredAccountId: "a", referredUserId: "u", limit: 5 });
void referrals.listOpen({ referredAccountId: "a", referredUserId: "u", referringAccountId: "b", referringUserId: "v" });
referrals.listOpenAll({ referredAccountId: "a", referredUserId: "u", offset: 5 });
// @ts-expect-error no pair
void referrals.listOpen({});
// @ts-expect-error half a pair
void referrals.listOpen({ referringAccountId: "a" });
// @ts-expect-error halves of both pairs
referrals.listOpenAll({ referringAccountId: "a", referredUserId: "u" });

// A referral: an id, and everything else as open as the API is.
expectTypeOf(referrals.get("a")).resolves.toEqualTypeOf<Referral>();
expectTypeOf(referrals.find("a")).resolves.toEqualTypeOf<Referral | undefined>();
expectTypeOf(referral.id).toEqualTypeOf<string>();
expectTypeOf(referral.dateReferralStarted).toEqualTypeOf<number | undefined>();
expectTypeOf(referral.dateReferralPaid).toEqualTypeOf<number | null | undefined>();
expectTypeOf(referral.fraudSignals).extract<null>().toEqualTypeOf<null>();
expectTypeOf(referral.referrerReward).extract<null>().toEqualTypeOf<null>();
expectTypeOf(referral.referredReward?.redemptions).toEqualTypeOf<unknown>();
expectTypeOf(referral.referredReward?.["prettyValue"]).toEqualTypeOf<unknown>();
// Known statuses complete in an editor, and one that comes later compiles.
expectTypeOf("PENDING" as const).toExtend<NonNullable<typeof referral.moderationStatus>>();
expectTypeOf("ESCALATED" as const).toExtend<NonNullable<typeof referral.moderationStatus>>();
// @ts-expect-error a key that no documentation names
void referral.prettyValue;

// toDate keeps undefined and null apart.
expectTypeOf(toDate(5)).toEqualTypeOf<Date>();
expectTypeOf(toDate(referral.dateReferralStarted)).toEqualTypeOf<Date | undefined>();
expectTypeOf(toDate(referral.dateReferralPaid)).toEqualTypeOf<Date | null | undefined>();
// @ts-expect-error a text is no timestamp
toDate("2026-01-01");

// Moderation takes any iterable of actions, and its entries are actions.
expectTypeOf(referrals.moderate(actions)).resolves.toEqualTypeOf<ModerationAccount>();
void referrals.moderate(new Set(actions), { onFailure: "isolate", concurrency: 2, dryRun: true, signal: AbortSignal.timeout(5) });
async function* stream(): AsyncGenerator<ModerationAction, void, undefined> {
  yield* actions;
}
void referrals.moderate(stream(), { onProgress: ({ total, notSent }) => expectTypeOf(total - notSent).toEqualTypeOf<number>() });
expectTypeOf<ModerationEntry>().toExtend<ModerationAction>();
expectTypeOf<ModerationAccount["rejected"][number]["error"]>().toEqualTypeOf<Error | undefined>();
// @ts-expect-error no such action
void referrals.moderate([{ referralId: "a", action: "APPROVE" }]);
// @ts-expect-error not a referral
void referrals.moderate([{ action: "APPROVED" }]);
// @ts-expect-error an action on something that may have no id
void referrals.moderate([{ referralId: referral.programId, action: "APPROVED" }]);
// @ts-expect-error no such way
void referrals.moderate(actions, { onFailure: "retry" });

// Errors narrow to their fields.
declare const error: unknown;
if (isApiError(error)) {
  expectTypeOf(error.status).toEqualTypeOf<number>();
  expectTypeOf(error.apiErrorCode).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.rsCode).toEqualTypeOf<string | undefined>();
}
if (isApiError(error, "getReferral")) {
  expectTypeOf(error.apiErrorCode).toEqualTypeOf<string | undefined>();
  if (error.status === 404) expectTypeOf(error.body).toEqualTypeOf<components["schemas"]["Error"]>();
}
if (isModerationError(error)) expectTypeOf(error.account).toEqualTypeOf<ModerationAccount>();

// The escape hatch takes the API's own input, with the tenant filled in or given.
expectTypeOf(call("listReferrals")).resolves.toEqualTypeOf<ReferralList>();
expectTypeOf(call("listReferrals", undefined, { timeoutMs: 5 })).resolves.toEqualTypeOf<ReferralList>();
// @ts-expect-error a body is required
void call("moderateReferrals");
expectTypeOf(call("moderateReferrals", { body: { actions } })).resolves.toEqualTypeOf<void>();
expectTypeOf(call("getReferral", { path: { referralId: "a", tenant_alias: "test_other" } })).resolves.toEqualTypeOf<Referral>();
void call("listReferrals", { query: { dateReferralPaid: "0,123412451" } });
// @ts-expect-error no such operation
void call("deleteReferral", {});
// @ts-expect-error a path parameter is missing
void call("getReferral", {});
