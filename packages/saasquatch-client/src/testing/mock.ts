import { createMockFetch, type MockFetch, type MockHandler } from "@specloom/client-runtime/mock";
import { operations, type Operations } from "../generated/operations.gen.ts";
import { inputValidators } from "../generated/validators.gen.ts";
import type { Referral } from "../referral.ts";
import { actsOn } from "./acts-on.ts";
import { createReferrals, mockNow } from "./create-referrals.ts";
import { createHandlers } from "./handlers.ts";
import { createReferralStore, type Refusal, type RefusedBatch } from "./referral-store.ts";
import { respondError } from "./respond-error.ts";

/** A fault of one request: before the server has acted on it, or after. */
export type SaaSquatchFault =
  /** The connection breaks off without a response. */
  | {
      /** The connection breaks off. */
      readonly kind: "drop";
      /** Whether the server has acted on the request by then. */
      readonly when: "after" | "before";
    }
  /** A response other than the operation's, such as 429 or 500. */
  | {
      /** The server responds with something else. */
      readonly kind: "response";
      /** Whether the server has acted on the request by then. */
      readonly when: "after" | "before";
      /** The status of HTTP: 429. */
      readonly status: number;
      /** Headers of the response, such as `retry-after`. */
      readonly headers?: Readonly<Record<string, string>> | undefined;
      /** The body of the response. @default the API's error shape */
      readonly body?: string | undefined;
    };

/** The options of a mock. */
export interface SaaSquatchMockOptions {
  /** The number of made-up referrals, or the referrals themselves. @default 2400 */
  readonly referrals?: number | readonly Referral[] | undefined;
  /** The tenant that there is. @default "test_mock" */
  readonly tenantAlias?: string | undefined;
  /** The one key that is accepted. @default "TEST_mock_key" */
  readonly apiKey?: string | undefined;
  /** With `authToken`: accepted as well as the key. @default "IRmock" */
  readonly accountSid?: string | undefined;
  /** With `accountSid`, what the mock takes as well as the key. @default "mock_token" */
  readonly authToken?: string | undefined;
  /** The JWT that open endpoints also take. @default "mock.user.jwt" */
  readonly userJwt?: string | undefined;
  /** Whether open endpoints are enabled. Otherwise they respond with 403, as for a new tenant. @default true */
  readonly openEndpoints?: boolean | undefined;
  /** The effect of a batch with a refused action. @default "atomic" */
  readonly refusedBatch?: RefusedBatch | undefined;
  /** The most rows in a page, even if `limit` is higher. @default 1000 */
  readonly maxPageSize?: number | undefined;
  /** Called before each valid request. It may return a fault for it. */
  readonly fault?: ((operation: keyof Operations) => SaaSquatchFault | undefined) | undefined;
}

/** A tenant in memory. `fetch` is its API, and only tests may use the rest. */
export interface SaaSquatchMock {
  /** Responds like the API. Give it to `createSaaSquatchClient`, or serve it. */
  readonly fetch: MockFetch;
  /** The environment variables that a program needs to reach the served mock. */
  readonly environment: (origin: string) => Record<string, string>;
  /** Gives the next requests of an operation these faults, one each. */
  readonly failNext: (operation: keyof Operations, ...faults: readonly SaaSquatchFault[]) => void;
  /** Refuses every action on a referral from now on. @default 402 "The reward of … cannot be cancelled" */
  readonly refuse: (referralId: string, refusal?: Partial<Refusal>) => void;
  /** One referral as it is now, without a request. */
  readonly find: (referralId: string) => Referral | undefined;
  /** All referrals as they are now, without a request. */
  readonly referrals: () => readonly Referral[];
  /** Adds a referral, which the lists then have. */
  readonly add: (referral: Referral) => void;
  /** Takes a referral away. */
  readonly remove: (referralId: string) => void;
  /** Ids of the requested operations, in order. Requests with a wrong credential or input are left out. */
  readonly requests: () => readonly (keyof Operations)[];
}

/** The error that a broken connection gives the caller of `fetch`. */
function brokenConnection(): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}

/**
 * Makes a mock of the API with a state of its own: what is moderated shows in the lists. A parameter or value that it does not act on gets
 * 501 with its name. Web standards only.
 *
 * @example
 * const mock = createSaaSquatchMock({ referrals: 250 });
 * const saasquatch = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_mock_key", fetch: mock.fetch });
 */
export function createSaaSquatchMock(options: SaaSquatchMockOptions = {}): SaaSquatchMock {
  const {
    referrals = 2400,
    tenantAlias = "test_mock",
    apiKey = "TEST_mock_key",
    userJwt = "mock.user.jwt",
    openEndpoints = true,
  } = options;
  let ticks = 0;
  const store = createReferralStore(typeof referrals === "number" ? createReferrals(referrals) : referrals, {
    refusedBatch: options.refusedBatch ?? "atomic",
    maxPageSize: options.maxPageSize ?? 1000,
    now: () => mockNow + ++ticks,
  });
  const queued = new Map<keyof Operations, SaaSquatchFault[]>();
  const requests: (keyof Operations)[] = [];

  /** Counts a request, and gives it a fault if one is set. */
  const withFault =
    (respond: MockHandler): MockHandler =>
    async (request) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the ids of the table below
      const operation = request.id as keyof Operations;
      requests.push(operation);
      const fault = queued.get(operation)?.shift() ?? options.fault?.(operation);
      if (request.input.path["tenant_alias"] !== tenantAlias) return respondError(404, "The tenant was not found");
      if (fault?.when === "before") return fail(fault);
      const response = await respond(request);
      return fault ? fail(fault) : response;
    };
  const fail = (fault: SaaSquatchFault): Response => {
    if (fault.kind === "drop") throw brokenConnection();
    if (fault.body !== undefined) return new Response(fault.body, { status: fault.status, headers: { ...fault.headers } });
    const codes = fault.status === 429 ? { rsCode: "RS033" } : {};
    return respondError(fault.status, "The mock was told to fail", codes, fault.headers);
  };

  const handlers = createHandlers(store, openEndpoints);
  const { accountSid = "IRmock", authToken = "mock_token" } = options;
  const keys = [`:${apiKey}`, `${accountSid}:${authToken}`].map((pair) => `Basic ${btoa(pair)}`);
  return {
    fetch: createMockFetch({
      operations,
      validators: inputValidators,
      basePath: "/api/v1",
      authenticate: (request, security) => {
        const offered: Readonly<Record<string, boolean>> = {
          APIKey: keys.includes(request.headers.get("authorization") ?? ""),
          UserJWT: request.headers.get("x-saasquatch-user-token") === userJwt,
        };
        if (security.some((schemes) => schemes.every((scheme) => offered[scheme]))) return undefined;
        const isMissing = !request.headers.has("authorization") && !request.headers.has("x-saasquatch-user-token");
        return respondError(401, "The credentials are not those of the tenant", isMissing ? { rsCode: "RS045" } : {});
      },
      respondInvalid: (issues) => {
        const words = issues.map(({ pointer, message }) => `${pointer.replace(/^\/(body|path|query)\//, "")} ${message}`);
        return respondError(400, words.join("; "), { apiErrorCode: "VALIDATION_FAILED" });
      },
      actsOn,
      handlers: Object.fromEntries(Object.entries(handlers).map(([id, respond]) => [id, withFault(respond)])),
    }),
    environment: (origin) => ({
      SAASQUATCH_BASE_URL: `${origin}/api/v1`,
      SAASQUATCH_API_KEY: apiKey,
      SAASQUATCH_TENANT_ALIAS: tenantAlias,
    }),
    failNext: (operation, ...faults) => void queued.set(operation, [...(queued.get(operation) ?? []), ...faults]),
    refuse: (referralId, refusal) =>
      store.refuse(referralId, { status: 402, message: `The reward of ${referralId} cannot be cancelled`, ...refusal }),
    find: store.get,
    referrals: store.all,
    add: store.add,
    remove: store.remove,
    requests: () => requests,
  };
}
