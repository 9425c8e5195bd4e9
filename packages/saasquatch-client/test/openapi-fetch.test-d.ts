/** Programs for openapi-fetch's client that compile, and some that must not. `tsc` checks this file, and nothing runs it. */
import createQueryClient from "openapi-react-query";
import { expectTypeOf } from "vitest";
import type { Referral, ReferralList, SaaSquatchClientOptions } from "../src/index.ts";
import { createFetchClient, type paths } from "../src/openapi-fetch.ts";

const client = createFetchClient({ tenantAlias: "test_abc", apiKey: "TEST_key" });

// It is made with the options of the client, and with none.
expectTypeOf(createFetchClient).parameter(0).toEqualTypeOf<SaaSquatchClientOptions | undefined>();
createFetchClient();
// @ts-expect-error no such option
createFetchClient({ tenant: "test_abc" });

// A path of the API, with one of its methods; the response has data or an error.
const list = await client.GET("/{tenant_alias}/referrals", { params: { query: { limit: 5 } } });
expectTypeOf(list.data).toExtend<ReferralList | undefined>();
expectTypeOf(list.response).toEqualTypeOf<Response>();
if (list.error === undefined) expectTypeOf(list.data).toExtend<ReferralList>();
// A list of values that may grow is a string here: openapi-fetch's types know no other open list.
expectTypeOf(list.data!.referrals[0]!.moderationStatus).toEqualTypeOf<string | undefined>();
expectTypeOf(list.data!.referrals[0]!.dateReferralPaid).toEqualTypeOf<number | null | undefined>();
// @ts-expect-error a path that the API does not have
void client.GET("/{tenant_alias}/referral");
// @ts-expect-error a method that the path does not have
void client.DELETE("/{tenant_alias}/referrals");
// @ts-expect-error a parameter that the operation does not have
void client.GET("/{tenant_alias}/referrals", { params: { query: { moderationStatus: "PENDING" } } });

// The tenant's alias may be left out or given; other parameters of a path may not be left out.
void client.GET("/{tenant_alias}/referrals");
void client.GET("/{tenant_alias}/referrals", { params: { path: { tenant_alias: "test_other" } } });
const one = await client.GET("/{tenant_alias}/referrals/{referralId}", { params: { path: { referralId: "a" } } });
expectTypeOf(one.data).toExtend<Referral | undefined>();
// @ts-expect-error the id is missing
void client.GET("/{tenant_alias}/referrals/{referralId}");
// @ts-expect-error the id is missing
void client.GET("/{tenant_alias}/referrals/{referralId}", { params: { path: { tenant_alias: "test_abc" } } });

// A body is checked, and an operation whose response is empty has no data.
const moderated = await client.POST("/{tenant_alias}/referrals/moderate", {
  body: { actions: [{ referralId: "a", action: "APPROVED" }] },
});
expectTypeOf(moderated.data).toEqualTypeOf<undefined>();
// @ts-expect-error the body is missing
void client.POST("/{tenant_alias}/referrals/moderate");
// @ts-expect-error no such action
void client.POST("/{tenant_alias}/referrals/moderate", { body: { actions: [{ referralId: "a", action: "APPROVE" }] } });

// Limits of one call, a signal, and middleware are openapi-fetch's to take.
void client.GET("/{tenant_alias}/referrals", { timeoutMs: 5, maxRetries: 0, signal: AbortSignal.timeout(5) });
client.use({ onRequest: ({ request }) => request });

// The paths are exported as openapi-typescript writes them: there, the alias is the caller's.
expectTypeOf<"/{tenant_alias}/open/referrals" | "/{tenant_alias}/referrals/{referralId}">().toExtend<keyof paths>();
expectTypeOf<string>().not.toExtend<keyof paths>();

// openapi-react-query is typed by it.
const $api = createQueryClient(client);
const query = $api.useQuery("get", "/{tenant_alias}/referrals", { params: { query: { limit: 5 } } });
expectTypeOf(query.data).toExtend<ReferralList | undefined>();
$api.useSuspenseQuery("get", "/{tenant_alias}/referrals/{referralId}", { params: { path: { referralId: "a" } } });
// @ts-expect-error the id is missing
$api.useQuery("get", "/{tenant_alias}/referrals/{referralId}");
const mutation = $api.useMutation("post", "/{tenant_alias}/referrals/moderate");
mutation.mutate({ body: { actions: [{ referralId: "a", action: "DENIED" }] } });
// @ts-expect-error the body is missing
mutation.mutate({});
