/** The methods that are written by hand, and the generated ones. `tsc` checks this file, and nothing runs it. */
import { expectTypeOf } from "vitest";
import type { ReferralsMethods, Resources } from "../src/generated/resources.gen.ts";
import type { Referrals, SaaSquatchClient } from "../src/index.ts";
import { createSaaSquatchClient, referrals } from "../src/resources.ts";

type ByHand = "get" | "list" | "listOpen" | "moderate";

// Written by hand in place of the generated ones.
expectTypeOf<Extract<keyof ReferralsMethods, ByHand>>().toEqualTypeOf<ByHand>();
expectTypeOf<Referrals[ByHand]>().not.toBeAny();
expectTypeOf<Referrals["get"]>().not.toEqualTypeOf<ReferralsMethods["get"]>();
expectTypeOf<Referrals["list"]>().not.toEqualTypeOf<ReferralsMethods["list"]>();
expectTypeOf<Referrals["listOpen"]>().not.toEqualTypeOf<ReferralsMethods["listOpen"]>();
expectTypeOf<Referrals["moderate"]>().not.toEqualTypeOf<ReferralsMethods["moderate"]>();

// Every generated resource and method is there, whether by hand or as it is generated.
expectTypeOf<keyof SaaSquatchClient>().toEqualTypeOf<keyof Resources | "call" | "withResponse">();
expectTypeOf<Extract<keyof ReferralsMethods, keyof Referrals>>().toEqualTypeOf<keyof ReferralsMethods>();

// The entry of single resources has the generated ones, with the API's own forms.
const generated = createSaaSquatchClient({ referrals }, { tenantAlias: "test_abc" });
expectTypeOf(generated.referrals).toEqualTypeOf<ReferralsMethods>();
void generated.referrals.list({ dateReferralPaid: "0,123412451" });
void generated.referrals.get({ referralId: "1" });
// @ts-expect-error a param that is missing
void generated.referrals.get({});
