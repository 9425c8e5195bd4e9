/** The methods that are written by hand, and the generated ones. `tsc` checks this file, and nothing runs it. */
import { expectTypeOf } from "vitest";
import type { ReportsMethods, Resources } from "../src/generated/resources.gen.ts";
import type { ProfoundClient, Reports } from "../src/index.ts";
import { createProfoundClient, reports } from "../src/resources.ts";

type ByHand = "queryCitations" | "queryReferrals" | "streamCitations";

// Written by hand in place of the generated ones.
expectTypeOf<Extract<keyof ReportsMethods, ByHand>>().toEqualTypeOf<ByHand>();
expectTypeOf<Reports[ByHand]>().not.toBeAny();
expectTypeOf<Reports["queryCitations"]>().not.toEqualTypeOf<ReportsMethods["queryCitations"]>();
expectTypeOf<Reports["queryReferrals"]>().not.toEqualTypeOf<ReportsMethods["queryReferrals"]>();
expectTypeOf<Reports["streamCitations"]>().not.toEqualTypeOf<ReportsMethods["streamCitations"]>();

// Every generated resource and method is there, whether by hand or as it is generated.
expectTypeOf<keyof ProfoundClient>().toEqualTypeOf<keyof Resources | "call" | "withResponse">();
expectTypeOf<Extract<keyof ReportsMethods, keyof Reports>>().toEqualTypeOf<keyof ReportsMethods>();

// The entry of single resources has the generated ones.
const generated = createProfoundClient({ reports }, { apiKey: "key" });
expectTypeOf(generated.reports).toEqualTypeOf<ReportsMethods>();
// @ts-expect-error a resource that was not given
void generated.referrals;
// @ts-expect-error a param that is missing
void generated.reports.queryReferrals({ domain: "a.com", start_date: "2026-06-09" });
