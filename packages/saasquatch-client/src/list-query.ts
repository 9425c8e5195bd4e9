import { checkParams, invalidOption, type RequestOptions } from "@specloom/client-runtime";
import { encodeDateFilters } from "./encode-date-filters.ts";
import { listOpenReferralsOperation, listReferralsOperation, type Operations } from "./generated/operations.gen.ts";
import type { ListOpenReferralsParams, ListReferralsParams, PendingReferralsParams } from "./list-referrals-params.ts";

type ListQuery = NonNullable<Operations["listReferrals"]["input"]["query"]>;
type OpenQuery = NonNullable<Operations["listOpenReferrals"]["input"]["query"]>;

/** The query that asks for a list. @throws {ConfigurationError} a param that is unknown to the spec, or does not fit it. */
export function listQuery(params: ListReferralsParams | undefined, { unchecked }: RequestOptions = {}): ListQuery {
  const query = encodeDateFilters({ ...params });
  if (unchecked !== true) checkParams(listReferralsOperation.rules?.query ?? {}, query);
  return query;
}

/** The query that asks for a user's referrals. @throws {ConfigurationError} as `listQuery`; neither pair of account and user. */
export function listOpenQuery(params: ListOpenReferralsParams, { unchecked }: RequestOptions = {}): OpenQuery {
  const query: OpenQuery = { ...params };
  if (unchecked === true) return query;
  checkParams(listOpenReferralsOperation.rules?.query ?? {}, query);
  const { referringAccountId, referringUserId, referredAccountId, referredUserId } = query;
  if (!(referringAccountId && referringUserId) && !(referredAccountId && referredUserId))
    throw invalidOption(
      "the user",
      "given as referringAccountId with referringUserId, or as referredAccountId with referredUserId",
    );
  return query;
}

/** The queries of the two lists of the moderation queue. @throws {ConfigurationError} as `listQuery`. */
export function pendingQueries(params: PendingReferralsParams | undefined, options?: RequestOptions): ListQuery[] {
  const given: ListReferralsParams = { ...params };
  for (const name of ["offset", "referredModerationStatus", "referrerModerationStatus"] as const)
    if (given[name] !== undefined) throw invalidOption(name, "left out: the queue sets it", given[name]);
  const query = listQuery(given, options);
  return [
    { ...query, referredModerationStatus: "PENDING" },
    { ...query, referrerModerationStatus: "PENDING" },
  ];
}
