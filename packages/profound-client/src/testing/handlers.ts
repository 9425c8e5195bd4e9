/* oxlint-disable typescript/no-unsafe-type-assertion -- the generated validators have passed a body before it comes here */
import type { MockHandler } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";
import type { Citation } from "./citation-facts.ts";
import { type CitationsReport, citationsReport } from "./citations-report.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { citationsProblems, referralsProblems } from "./problems.ts";
import type { Referral } from "./referral-facts.ts";
import { referralsReport } from "./referrals-report.ts";
import { respondInvalid } from "./respond-invalid.ts";
import { respondRows } from "./respond-rows.ts";

type CitationsQuery = Operations["queryCitations"]["input"]["body"];
type ReferralsQuery = Operations["queryReferrals"]["input"]["body"];

interface ComputedReport {
  readonly report: CitationsReport;
  /** Identifies the query, independent of the requested position in its rows. */
  readonly key: string;
}

/** Computes a report once for all its pages. */
function computeOnce(citations: () => readonly Citation[]): (query: CitationsQuery) => ComputedReport {
  const reports = new Map<string, CitationsReport>();
  return ({ limit: _limit, cursor: _cursor, max_results: _maxResults, ...query }) => {
    const key = JSON.stringify(query);
    const report = reports.get(key) ?? citationsReport(citations(), query);
    // A test walks a few queries at a time. An older one is computed again.
    if (!reports.has(key) && reports.size >= 8) reports.clear();
    reports.set(key, report);
    return { report, key };
  };
}

/** The responses of the operations that the mock computes, for requests that their schemas allow. Any other operation gets 501. */
export function createHandlers(
  citations: () => readonly Citation[],
  referrals: () => readonly Referral[],
  now: () => Date,
): Readonly<Partial<Record<keyof Operations, MockHandler>>> {
  const compute = computeOnce(citations);
  return {
    queryCitations({ input }) {
      const query = input.body as CitationsQuery;
      const problems = citationsProblems(query);
      if (problems.length > 0) return respondInvalid(problems);
      const { report, key } = compute(query);
      const { rows, info } = report;
      const offset = query.cursor == null ? 0 : readCursor(key, query.cursor);
      if (offset === undefined) {
        return respondInvalid([{ loc: ["body", "cursor"], msg: "Value error, invalid cursor", type: "value_error" }]);
      }
      const data = rows.slice(offset, offset + (query.limit ?? 10));
      const end = offset + data.length;
      const next_cursor = end < rows.length ? writeCursor(key, end) : null;
      return Response.json({ info: { total_results: rows.length, count: data.length, next_cursor, ...info }, data });
    },
    streamCitations({ input, request }) {
      const query = input.body as CitationsQuery;
      const problems = citationsProblems(query);
      if (problems.length > 0) return respondInvalid(problems);
      const { rows, info } = compute(query).report;
      const sent = rows.slice(0, query.max_results ?? rows.length);
      const summary = { total_results: rows.length, count: sent.length, next_cursor: null, ...info };
      return respondRows(summary, sent, request.signal);
    },
    queryReferrals({ input }) {
      const query = input.body as ReferralsQuery;
      const problems = referralsProblems(query);
      return problems.length > 0 ? respondInvalid(problems) : Response.json(referralsReport(referrals(), query, +now()));
    },
  };
}
