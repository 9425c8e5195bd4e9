import { createMockFetch, type MockFetch, type MockHandler } from "@specloom/client-runtime/mock";
import { operations } from "./generated/operations.gen.ts";
import type { components } from "./generated/schema.gen.ts";
import { inputValidators } from "./generated/validators.gen.ts";
import { citationsProblems, referralsProblems } from "./testing/business-rules.ts";
import { type CitationFact, completeCitations } from "./testing/citation-facts.ts";
import { type CitationsReport, citationsReport } from "./testing/citations-report.ts";
import { readCursor, writeCursor } from "./testing/cursor.ts";
import { defaultCitations } from "./testing/default-citations.ts";
import { completeReferrals, defaultReferrals, type ReferralFact } from "./testing/referral-facts.ts";
import { referralsReport } from "./testing/referrals-report.ts";
import { placeOf, respondInvalid } from "./testing/respond-invalid.ts";
import { respondRows } from "./testing/respond-rows.ts";

export type { CitationFact, ReferralFact };

type CitationsQuery = components["schemas"]["CitationsV2Query"];
type ReferralsQuery = components["schemas"]["ReferralsQueryV2"];

export interface ProfoundMockOptions {
  /** What the citations reports are computed from. @default 11,662 domains, the same every week, with the numbers of the documented example */
  readonly citations?: readonly CitationFact[] | undefined;
  /** What the referrals reports are computed from. @default visits of every source, the same every week, for any domain */
  readonly referrals?: readonly ReferralFact[] | undefined;
  /** The one key that is accepted. @default "mock-key" */
  readonly apiKey?: string | undefined;
  /** The one access token that is accepted. @default "mock-token" */
  readonly accessToken?: string | undefined;
  /** Requests in an hour before the answer is 429, as the API counts them. @default 600 */
  readonly requestsPerHour?: number | undefined;
  /** The clock: when a referrals report without an end ends, and when the hour is over. @default the real one */
  readonly now?: (() => Date) | undefined;
}

/** One request that the mock was sent. Headers are left out, as they hold the credential. */
export interface MockedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface ProfoundMock {
  /** Give it to `createProfoundClient`, or to anything else that takes a `fetch`. */
  readonly fetch: MockFetch;
  readonly apiKey: string;
  readonly accessToken: string;
  /** Every request so far, in order. */
  readonly requests: readonly MockedRequest[];
}

const hourMs = 3_600_000;

function refuseCredential(request: Request, apiKey: string, accessToken: string): Response | undefined {
  const key = request.headers.get("x-api-key");
  if (key !== null) return key === apiKey ? undefined : Response.json({ detail: "Invalid API key" }, { status: 401 });
  if (request.headers.get("authorization") === `Bearer ${accessToken}`) return undefined;
  return Response.json({ detail: "Not authenticated" }, { status: 401 });
}

/** Counts the requests of each hour; `limit` adds the headers, or answers 429 in place of `respond`. */
function countRequests(perHour: number, now: () => Date): (respond: () => Promise<Response>) => Promise<Response> {
  let [start, used] = [Number.NEGATIVE_INFINITY, 0];
  return async (respond) => {
    const time = +now();
    if (time - start >= hourMs) [start, used] = [time, 0];
    used += 1;
    const waitSeconds = Math.ceil((start + hourMs - time) / 1000);
    const response =
      used > perHour
        ? Response.json({ detail: "Rate limit exceeded" }, { status: 429, headers: { "retry-after": `${waitSeconds}` } })
        : await respond();
    response.headers.set("x-ratelimit-limit", `${perHour}`);
    response.headers.set("x-ratelimit-remaining", `${Math.max(0, perHour - used)}`);
    response.headers.set("x-ratelimit-reset", `${waitSeconds}`);
    return response;
  };
}

/** Computes a report once for all its pages. */
function rememberReports(
  citations: () => ReturnType<typeof defaultCitations>,
): (query: CitationsQuery) => [CitationsReport, string] {
  const reports = new Map<string, CitationsReport>();
  return ({ limit: _limit, cursor: _cursor, max_results: _maxResults, ...query }) => {
    const key = JSON.stringify(query);
    const report = reports.get(key) ?? citationsReport(citations(), query);
    // Walks of a few queries go on at a time; what is older is computed again.
    if (!reports.has(key) && reports.size >= 8) reports.clear();
    reports.set(key, report);
    return [report, key];
  };
}

/**
 * Makes a mock of Profound's API: both reports and the stream, computed from facts, behind the API's own checks.
 *
 * Answers 401 to a wrong credential, 422 in the API's form to what it would refuse, and 429 above 600 requests an hour.
 *
 * @example
 * const mock = createProfoundMock({ citations: [{ domain: "reddit.com", count: 3 }] });
 * const profound = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch });
 */
export function createProfoundMock(options: ProfoundMockOptions = {}): ProfoundMock {
  const { apiKey = "mock-key", accessToken = "mock-token", requestsPerHour = 600, now = () => new Date() } = options;
  const citations = options.citations && completeCitations(options.citations);
  const referrals = options.referrals && completeReferrals(options.referrals);
  const requests: MockedRequest[] = [];
  const report = rememberReports(() => citations ?? defaultCitations());
  const limitRate = countRequests(requestsPerHour, now);

  const queryCitations: MockHandler = ({ input }) => {
    const query = input.body as CitationsQuery;
    const problems = citationsProblems(query);
    if (problems.length > 0) return respondInvalid(problems);
    const [{ info, rows }, key] = report(query);
    const offset = query.cursor == null ? 0 : readCursor(key, query.cursor);
    if (offset === undefined) {
      return respondInvalid([{ loc: ["body", "cursor"], msg: "Value error, invalid cursor", type: "value_error" }]);
    }
    const data = rows.slice(offset, offset + (query.limit ?? 10));
    const end = offset + data.length;
    const next_cursor = end < rows.length ? writeCursor(key, end) : null;
    return Response.json({ info: { total_results: rows.length, count: data.length, next_cursor, ...info }, data });
  };
  const streamCitations: MockHandler = ({ input, request }) => {
    const query = input.body as CitationsQuery;
    const problems = citationsProblems(query);
    if (problems.length > 0) return respondInvalid(problems);
    const [{ info, rows }] = report(query);
    const sent = rows.slice(0, query.max_results ?? rows.length);
    return respondRows({ total_results: rows.length, count: sent.length, next_cursor: null, ...info }, sent, request.signal);
  };
  const queryReferrals: MockHandler = ({ input }) => {
    const query = input.body as ReferralsQuery;
    const problems = referralsProblems(query);
    return problems.length > 0
      ? respondInvalid(problems)
      : Response.json(referralsReport(referrals ?? defaultReferrals(), query, +now()));
  };
  const fetchMock = createMockFetch({
    operations,
    validators: inputValidators,
    authenticate: (request) => refuseCredential(request, apiKey, accessToken),
    respondInvalid: (issues) =>
      respondInvalid(
        issues.map(({ pointer, message }) => ({
          loc: placeOf(pointer),
          msg: message === "must be present" ? "Field required" : `Value error, ${message}`,
          type: message === "must be present" ? "missing" : "value_error",
        })),
      ),
    handlers: { queryCitations, streamCitations, queryReferrals },
  });
  return {
    apiKey,
    accessToken,
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const text = await request.clone().text();
      requests.push({ method: request.method, path: new URL(request.url).pathname, body: parsed(text) });
      return limitRate(() => fetchMock(request));
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What `specloom mock` serves: the mock, and what a program has to set to reach it. */
export function createMock(): { fetch: MockFetch; environment(origin: string): Record<string, string> } {
  const { fetch, apiKey } = createProfoundMock();
  return { fetch, environment: (origin) => ({ PROFOUND_BASE_URL: origin, PROFOUND_API_KEY: apiKey }) };
}
