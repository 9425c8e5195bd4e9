import { type OperationName, ResponseError } from "@specloom/client-runtime";
import type { Page } from "./list-referrals-params.ts";
import type { Referral, ReferralList } from "./referral.ts";

/**
 * Returns every referral of an offset list once. A page is requested when its first referral is needed.
 *
 * The list is no snapshot: rows come and go while it is walked, and the API documents no order. So the walk advances by the number of rows
 * that came, and skips an id that it has seen. If the list has shrunk, it steps back by the difference, since the rows after a removed one
 * have moved up. The walk ends when the total is reached, or on an empty page without a total. A total counts until a page names another one.
 *
 * @throws {ResponseError} `wrong-shape`: a response is no page; an empty page before the total is reached; repeated pages.
 */
export async function* walkOffsets(
  fetchPage: (offset: number) => Promise<Partial<ReferralList>>,
  start = 0,
  seen: Set<string> = new Set(),
  operation?: OperationName,
): AsyncGenerator<Referral, undefined, undefined> {
  let offset = start;
  let total = 0;
  let named = Number.POSITIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let isNew = true;
  let reached = start;
  let repeated = 0;
  // Lists that are walked one after the other share `seen`.
  const own = new Set<string>();
  const wrong = (message: string) =>
    new ResponseError(operation && { operation, attempts: 1 }, message, { reason: "wrong-shape", pointer: "" });
  for (;;) {
    const page: unknown = await fetchPage(offset);
    if (!isPage(page)) throw wrong("got no list of `referrals`.");
    const totalCount = (named = page.totalCount ?? named);
    const referrals = page.referrals ?? [];
    const isKnown = referrals.length > 0 && referrals.every((row) => own.has(keyOf(row)));
    // Rows that are pushed back by a whole page make the list longer.
    repeated = isKnown && offset >= reached && totalCount <= total ? repeated + referrals.length : 0;
    if (repeated > 1) throw wrong(`got rows of earlier pages at offset ${offset}: the walk would never see the others.`);
    for (const row of referrals) {
      own.add(keyOf(row));
      if (seen.has(row.id)) continue;
      // A row without an id is not in the spec, and cannot be recognised.
      if (row.id !== undefined) seen.add(row.id);
      isNew = true;
      yield row;
    }
    const lost = total - totalCount;
    total = totalCount;
    reached = Math.max(reached, offset + referrals.length);
    // Rows that come and go as fast as the walk must not hold it forever: a step back needs a new row since the last one, or a new low.
    if (lost > 0 && lost < Number.POSITIVE_INFINITY && (isNew || totalCount < lowest)) {
      offset = Math.max(start, offset - lost);
      isNew = false;
    } else if (referrals.length === 0) {
      if (offset < total && total < Number.POSITIVE_INFINITY)
        throw wrong(`got no rows at offset ${offset}, of ${total} rows in all: the others would go missing.`);
      return undefined;
    } else {
      offset += referrals.length;
    }
    lowest = Math.min(lowest, totalCount);
    if (offset >= total) return undefined;
  }
}

function keyOf(row: Referral): string {
  return row.id ?? JSON.stringify(row);
}

/** An empty response is a page without rows. */
function isPage(value: unknown): value is Partial<ReferralList> {
  if (Object(value) !== value || Array.isArray(value)) return false;
  const { referrals = null }: { readonly referrals?: unknown } = Object(value);
  return referrals === null || (Array.isArray(referrals) && referrals.every((row) => Object(row) === row));
}

/** Returns every referral of several lists in turn, each once, in pages of 100 unless a query says otherwise. */
export async function* walkLists<Query extends Page>(
  operation: OperationName,
  fetchPage: (query: Query) => Promise<ReferralList>,
  lists: Promise<readonly Query[]>,
): AsyncGenerator<Referral, undefined, undefined> {
  const seen = new Set<string>();
  for (const query of await lists)
    yield* walkOffsets((offset) => fetchPage({ ...query, limit: query.limit ?? 100, offset }), query.offset, seen, operation);
  return undefined;
}
