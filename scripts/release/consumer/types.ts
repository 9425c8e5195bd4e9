// A user's program for the compiler alone: what is right compiles, and what is wrong does not.
import { createProfoundClient, isApiError as isProfoundError } from "profound-client";
import { createProfoundMock } from "profound-client/testing";
import { outputValidators } from "profound-client/validators";
import { createSaaSquatchClient, isApiError, type Referral } from "saasquatch-client";
import { createFetchClient } from "saasquatch-client/openapi-fetch";
import { createSaaSquatchMock } from "saasquatch-client/testing";

const profound = createProfoundClient({
  apiKey: "key",
  timeoutMs: 1000,
  validate: outputValidators,
  fetch: createProfoundMock().fetch,
});
const RANGE = { category_id: "c", start_date: "2026-06-09", end_date: "2026-06-15" };

export async function citations(): Promise<number> {
  const page = await profound.reports.queryCitations({ ...RANGE, group_by: ["model"], metrics: ["count"] });
  const [row] = page.data;
  const name: string | undefined = row?.model.name ?? undefined;
  // @ts-expect-error: the rank was not asked for.
  const rank: unknown = row?.rank;
  // @ts-expect-error: there is no such dimension.
  await profound.reports.queryCitations({ ...RANGE, group_by: ["modle"] });
  // @ts-expect-error: a date range is needed.
  await profound.reports.queryCitations({ category_id: "c" });
  for await (const streamed of profound.reports.streamCitations({ ...RANGE, metrics: ["count"] })) return streamed.count ?? 0;
  return (name ?? "").length + Number(rank);
}

export async function visits(signal: AbortSignal): Promise<string | undefined> {
  const { rows } = await profound.reports.queryReferrals(
    { domain: "example.com", start_date: "2026-06-09", metrics: ["visits"], dimensions: ["date"] },
    { signal, maxRetries: 0 },
  );
  // @ts-expect-error: the dimension was not asked for.
  const source: unknown = rows[0]?.referral_source;
  if (typeof source === "string") return source;
  return rows[0]?.date;
}

const saasquatch = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_key", fetch: createSaaSquatchMock().fetch });

export async function referrals(): Promise<Referral[]> {
  const all: Referral[] = [];
  for await (const referral of saasquatch.referrals.listAll({ referredModerationStatus: "PENDING" })) all.push(referral);
  // @ts-expect-error: there is no such action.
  await saasquatch.referrals.moderate([{ referralId: "1", action: "APROVED" }]);
  const account = await saasquatch.referrals.moderate([{ referralId: "1", action: "APPROVED" }]);
  return account.accepted.length > 0 ? all : [];
}

export function explain(error: unknown): string {
  if (isApiError(error)) return `${error.status} ${error.operation?.id} after ${error.attempts} attempts`;
  return isProfoundError(error) ? error.message : String(error);
}

export async function countReferrals(): Promise<number | undefined> {
  const api = createFetchClient({ tenantAlias: "test_abc", apiKey: "TEST_key" });
  // @ts-expect-error: there is no such path.
  await api.GET("/{tenant_alias}/referral");
  const { data, error } = await api.GET("/{tenant_alias}/referrals", { params: { query: { limit: 1 } }, timeoutMs: 1000 });
  return error === undefined ? data.totalCount : undefined;
}
