import { createMockFetch } from "@specloom/client-runtime/mock";
import { expect, test } from "vitest";
import { placesOf } from "../../../../test/places-of.ts";
import { operations } from "../../src/generated/operations.gen.ts";
import { actsOn } from "../../src/testing/acts-on.ts";

function respond(): Response {
  return Response.json({});
}

/** Sends input that a later version of the spec may allow, without checks. */
async function send(method: string, path: string, body?: unknown): Promise<readonly [number, unknown]> {
  const fetch = createMockFetch({
    operations,
    validators: {},
    authenticate: () => undefined,
    respondInvalid: () => new Response(null, { status: 422 }),
    actsOn,
    handlers: Object.fromEntries(Object.keys(operations).map((id) => [id, respond])),
  });
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`https://app.referralsaasquatch.com${path}`, init);
  return [response.status, await response.json()];
}

test.each([
  ["GET", "/test_mock/referrals?programId=classic", undefined, "programId of listReferrals"],
  [
    "GET",
    "/test_mock/referrals?referredModerationStatus=ESCALATED",
    undefined,
    'referredModerationStatus "ESCALATED" of listReferrals',
  ],
  ["GET", "/test_mock/open/referrals?dateReferralPaid=1", undefined, "dateReferralPaid of listOpenReferrals"],
  ["GET", "/test_mock/referrals/a?extraFields=x", undefined, "extraFields of getReferral"],
  [
    "POST",
    "/test_mock/referrals/moderate",
    { actions: [{ referralId: "a", action: "PENDING" }] },
    'actions[].action "PENDING" of moderateReferrals',
  ],
] as const)("the mock responds with 501 to %s %s, which it does not act on", async (method, path, body, named) => {
  expect(await send(method, path, body)).toEqual([501, { message: `The mock does not act on ${named}.` }]);
});

test.each([
  ["listReferrals", operations.listReferrals.rules?.query ?? {}],
  ["listOpenReferrals", operations.listOpenReferrals.rules?.query ?? {}],
  ["moderateReferrals", operations.moderateReferrals.rules?.body ?? {}],
] as const)("the mock acts on nothing of %s that the spec no longer has", (id, rule) => {
  const known = placesOf(rule);
  expect(Object.keys(actsOn[id] ?? {}).filter((place) => !known.includes(place))).toEqual([]);
});
