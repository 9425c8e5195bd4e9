import { createMockFetch, type MockFetch } from "@specloom/client-runtime/mock";
import { operations } from "../generated/operations.gen.ts";
import { inputValidators } from "../generated/validators.gen.ts";
import { actsOn } from "./acts-on.ts";
import { type CitationFact, completeCitations } from "./citation-facts.ts";
import { defaultCitations } from "./default-citations.ts";
import { createHandlers } from "./handlers.ts";
import { createRateLimit } from "./rate-limit.ts";
import { completeReferrals, defaultReferrals, type ReferralFact } from "./referral-facts.ts";
import { placeOf, respondInvalid } from "./respond-invalid.ts";

/** The options of a mock. None is required. */
export interface ProfoundMockOptions {
  /** The facts behind the citations reports. @default 11,662 domains, the same every week, with the numbers of the documented example */
  readonly citations?: readonly CitationFact[] | undefined;
  /** The facts behind the referrals reports. @default visits from every source, the same every week, for any domain */
  readonly referrals?: readonly ReferralFact[] | undefined;
  /** The one key that is accepted. @default "mock-key" */
  readonly apiKey?: string | undefined;
  /** The one access token that is accepted. @default "mock-token" */
  readonly accessToken?: string | undefined;
  /** The number of requests in an hour above which the mock responds with 429. @default 600, as the API's */
  readonly requestsPerHour?: number | undefined;
  /** The clock. It ends a referrals report without `end_date`, and an hour. @default the real one */
  readonly now?: (() => Date) | undefined;
}

/** One request to the mock. Headers are left out, as they have the credential. */
export interface MockedRequest {
  /** Of HTTP: `POST`. */
  readonly method: string;
  /** Below the address of the API: `/v2/reports/citations`. */
  readonly path: string;
  /** Parsed if it is JSON, else text. */
  readonly body: unknown;
}

/** Profound's API in memory. */
export interface ProfoundMock {
  /** For `createProfoundClient`, or any other program that takes a `fetch`. */
  readonly fetch: MockFetch;
  /** The key that it accepts. */
  readonly apiKey: string;
  /** The access token that it accepts. */
  readonly accessToken: string;
  /** Every request so far, in order. */
  readonly requests: readonly MockedRequest[];
}

function refuseCredential({ headers }: Request, apiKey: string, accessToken: string): Response | undefined {
  const key = headers.get("x-api-key");
  if (key !== null) return key === apiKey ? undefined : Response.json({ detail: "Invalid API key" }, { status: 401 });
  if (headers.get("authorization") === `Bearer ${accessToken}`) return undefined;
  return Response.json({ detail: "Not authenticated" }, { status: 401 });
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Makes a mock of Profound's API: both reports and the stream, computed from facts, behind the API's own checks.
 *
 * It responds with 401 to a wrong credential, with 422 in the API's form to a request that the API would refuse, and with 429 above the rate
 * limit. A parameter or value that it does not use gets 501 with its name.
 *
 * @example
 * const mock = createProfoundMock({ citations: [{ domain: "reddit.com", count: 3 }] });
 * const profound = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch });
 */
export function createProfoundMock(options: ProfoundMockOptions = {}): ProfoundMock {
  const { apiKey = "mock-key", accessToken = "mock-token", requestsPerHour = 600, now = () => new Date() } = options;
  const citations = options.citations && completeCitations(options.citations);
  const referrals = options.referrals && completeReferrals(options.referrals);
  const limitRate = createRateLimit(requestsPerHour, now);
  const requests: MockedRequest[] = [];
  const respond = createMockFetch({
    operations,
    validators: inputValidators,
    authenticate: (request) => refuseCredential(request, apiKey, accessToken),
    respondInvalid: (issues) =>
      respondInvalid(
        issues.map(({ pointer, message }) => ({
          loc: placeOf(pointer),
          ...(message === "must be present"
            ? { msg: "Field required", type: "missing" }
            : { msg: `Value error, ${message}`, type: "value_error" }),
        })),
      ),
    actsOn,
    handlers: createHandlers(
      () => citations ?? defaultCitations(),
      () => referrals ?? defaultReferrals(),
      now,
    ),
  });
  return {
    apiKey,
    accessToken,
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const text = await request.clone().text();
      requests.push({ method: request.method, path: new URL(request.url).pathname, body: parseBody(text) });
      return limitRate(() => respond(request));
    },
  };
}

/** The mock that `specloom mock` serves, with the variables that a program has to set to reach it. */
export function createMock(): {
  /** Responds like the API. */
  fetch: MockFetch;
  /** What a program sets to reach the mock where it is served: variables of the environment. */
  environment(origin: string): Record<string, string>;
} {
  const { fetch, apiKey } = createProfoundMock();
  return { fetch, environment: (origin) => ({ PROFOUND_BASE_URL: origin, PROFOUND_API_KEY: apiKey }) };
}
