import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSaaSquatchClient, type SaaSquatchClientOptions } from "../src/index.ts";
import { heldToSpec, refusedBySpec } from "./support/held-to-spec.ts";

/** As much of Prism as is used here; its packages come without types that strict settings accept. */
interface Prism {
  getHttpOperationsFromSpec: (file: string) => Promise<unknown[]>;
  createServer: (
    operations: unknown[],
    settings: object,
  ) => { listen: (port: number, host: string) => Promise<string>; close: () => Promise<void> };
  createLogger: (name: string, settings: object) => unknown;
}

function loadPrism(): Prism {
  const require = createRequire(import.meta.url);
  const fromPrism = createRequire(require.resolve("@stoplight/prism-cli/package.json"));
  const { getHttpOperationsFromSpec } = require("@stoplight/prism-cli/dist/operations.js");
  const { createServer } = fromPrism("@stoplight/prism-http-server");
  const { createLogger } = fromPrism("@stoplight/prism-core");
  return { getHttpOperationsFromSpec, createServer, createLogger };
}

let baseUrl = "";
let close = async (): Promise<void> => {};

beforeAll(async () => {
  const { getHttpOperationsFromSpec, createServer, createLogger } = loadPrism();
  const spec = fileURLToPath(new URL("../../../specs/saasquatch/openapi.gen.yaml", import.meta.url));
  const server = createServer(await getHttpOperationsFromSpec(spec), {
    cors: false,
    config: {
      isProxy: false,
      mock: { dynamic: false },
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: false,
    },
    components: { logger: createLogger("prism", { enabled: false }) },
  });
  baseUrl = await server.listen(0, "127.0.0.1");
  close = () => server.close();
}, 30_000);
afterAll(() => close());

/** A client of Prism, and what Prism found wrong with its requests. */
function start(credential: SaaSquatchClientOptions, held = heldToSpec) {
  const violations: string[] = [];
  const client = createSaaSquatchClient({
    tenantAlias: "test_mock",
    ...credential,
    baseUrl,
    fetch: held(async (url, init) => {
      const response = await fetch(url, init);
      const found = response.headers.get("sl-violations");
      if (found !== null) violations.push(found);
      return response;
    }),
  });
  return { ...client, violations };
}

test("Prism finds nothing wrong with what the client sends with a key", async () => {
  const { referrals, violations } = start({ apiKey: "TEST_key" });
  await referrals.list({
    referringAccountId: "a b",
    referringUserId: "u@example.com",
    dateReferralPaid: { from: 0 },
    dateReferralEnded: new Date(0),
    referredModerationStatus: "PENDING",
    referrerModerationStatus: "DENIED",
    limit: 100,
    offset: 0,
  });
  await referrals.get("odd/id");
  await referrals.moderate([
    { referralId: "a", action: "APPROVED" },
    { referralId: "b", action: "REFERRED_DENIED" },
  ]);
  await referrals.listOpen({ referringAccountId: "a", referringUserId: "u" });
  expect(violations).toEqual([]);
});

test("Prism finds nothing wrong with what the client sends as a user", async () => {
  const { referrals, violations } = start({ userJwt: "a.b.c" });
  await referrals.listOpen({ referredAccountId: "a", referredUserId: "u", limit: 1 });
  expect(violations).toEqual([]);
});

test("Prism sees what is wrong where something is", async () => {
  const { call, violations } = start({ apiKey: "TEST_key" }, refusedBySpec);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wrong input is the point
  await call("listReferrals", { query: { limit: "many" as never } }).catch(() => {});
  await call("moderateReferrals", { body: { actions: [] } }).catch(() => {});
  expect(violations).toHaveLength(2);
});
