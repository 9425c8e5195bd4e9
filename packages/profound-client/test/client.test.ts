import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { createProfoundClient, isApiError, isConfigurationError, type ProfoundClientOptions } from "../src/index.ts";
import { createProfoundMock } from "../src/testing.ts";
import { outputValidators } from "../src/validators.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
const names = ["PROFOUND_API_KEY", "PROFOUND_ACCESS_TOKEN", "PROFOUND_BASE_URL"];
const before = names.map((name) => [name, process.env[name]] as const);

const restore = () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
};
beforeEach(() => {
  for (const name of names) delete process.env[name];
});
afterEach(restore);

/** The request that a client with these options makes. */
async function sentBy(options: ProfoundClientOptions): Promise<Request> {
  const sent: Request[] = [];
  const fetch = heldToSpec(async (url: string, init: RequestInit) => {
    sent.push(new Request(url, init));
    return Response.json({ info: { total_results: 0, count: 0, next_cursor: null }, data: [] });
  });
  await createProfoundClient({ ...options, fetch }).reports.queryCitations(query);
  const [request] = sent;
  if (!request || sent.length > 1) throw new Error(`${sent.length} requests`);
  return request;
}

const credentialsOf = ({ headers }: Request) => [headers.get("x-api-key"), headers.get("authorization")];

describe("the credential is", () => {
  test("the key that is given, as X-API-Key", async () => {
    expect(credentialsOf(await sentBy({ apiKey: "given-key" }))).toEqual(["given-key", null]);
  });
  test("the token that is given, as a bearer", async () => {
    expect(credentialsOf(await sentBy({ accessToken: "given-token" }))).toEqual([null, "Bearer given-token"]);
  });
  test("the key alone where both are given", async () => {
    expect(credentialsOf(await sentBy({ apiKey: "given-key", accessToken: "given-token" }))).toEqual(["given-key", null]);
  });
  test("the environment's if none is given, the key before the token", async () => {
    process.env["PROFOUND_ACCESS_TOKEN"] = "set-token";
    expect(credentialsOf(await sentBy({}))).toEqual([null, "Bearer set-token"]);
    process.env["PROFOUND_API_KEY"] = "set-key";
    expect(credentialsOf(await sentBy({}))).toEqual(["set-key", null]);
  });
  test("the given one, also if the environment has another", async () => {
    process.env["PROFOUND_API_KEY"] = "set-key";
    expect(credentialsOf(await sentBy({ accessToken: "given-token" }))).toEqual([null, "Bearer given-token"]);
    expect(credentialsOf(await sentBy({ apiKey: undefined }))).toEqual(["set-key", null]);
  });
});

test("without a credential, one sentence names the variable", () => {
  let error: unknown;
  try {
    createProfoundClient();
  } catch (thrown) {
    error = thrown;
  }
  expect(isConfigurationError(error) && error.option).toBe("apiKey");
  expect(String(error)).toMatch(/^ConfigurationError: [^.]*PROFOUND_API_KEY[^.]*\.$/);
});

test.each<ProfoundClientOptions>([
  { apiKey: "with a space" },
  { apiKey: "line\nbreak" },
  { accessToken: "naïve" },
  { apiKey: "" },
])("a credential that cannot be a header is refused, and not shown: %#", (options) => {
  const secret = Object.values(options).join("");
  let error: unknown;
  try {
    createProfoundClient(options);
  } catch (thrown) {
    error = thrown;
  }
  expect(isConfigurationError(error) && error.option).toBe(Object.keys(options)[0]);
  expect(secret !== "" && inspect(error, { showHidden: true, depth: null }).includes(secret)).toBe(false);
});

test("the base address is the vendor's, the environment's or the one that is given", async () => {
  expect((await sentBy({ apiKey: "given-key" })).url).toBe("https://api.tryprofound.com/v2/reports/citations");
  process.env["PROFOUND_BASE_URL"] = "http://127.0.0.1:4010/base/";
  expect((await sentBy({ apiKey: "given-key" })).url).toBe("http://127.0.0.1:4010/base/v2/reports/citations");
  expect((await sentBy({ apiKey: "given-key", baseUrl: "https://proxy.example" })).url).toBe(
    "https://proxy.example/v2/reports/citations",
  );
});

test("the user agent is the package's name and version", async () => {
  expect((await sentBy({ apiKey: "given-key" })).headers.get("user-agent")).toBe(`${manifest.name}/${manifest.version}`);
});

test("nothing that prints a client shows its key", () => {
  const profound = createProfoundClient({ apiKey: "key-nobody-may-see" });
  expect(inspect(profound, { showHidden: true, depth: null }) + JSON.stringify(profound)).not.toContain("key-nobody-may-see");
});

test("any operation is called by its id, and our rules on params are not in the way", async () => {
  const mock = createProfoundMock();
  const { call } = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  const { data } = await call("queryCitations", { body: { ...query, limit: 1, metrics: ["count"] } });
  expect(data).toEqual([{ domain: "reddit.com", count: 13_940 }]);
  const events: string[] = [];
  for await (const { event } of call("streamCitations", { body: { ...query, max_results: 2 } })) events.push(event);
  expect(events).toEqual(["summary", "result", "result"]);
  const refused = await call("queryCitations", { body: { ...query, group_by: ["page", "model"] } }).catch(
    (error: unknown) => error,
  );
  expect(isApiError(refused) && refused.status).toBe(422);
});

describe("with validators", () => {
  const wrong = { info: { total_results: 1, count: 1, next_cursor: null }, data: [{ domain: 5 }] };
  const fetch = heldToSpec(async () => Response.json(wrong));

  test("a response of the wrong shape is an error that points to the place", async () => {
    const { reports } = createProfoundClient({ apiKey: "given-key", fetch, validate: outputValidators });
    await expect(reports.queryCitations(query)).rejects.toMatchObject({ reason: "wrong-shape", pointer: "/data/0/domain" });
  });

  test("without them a response is passed on as it is", async () => {
    const { reports } = createProfoundClient({ apiKey: "given-key", fetch });
    expect(await reports.queryCitations(query)).toEqual(wrong);
  });

  test("a response of the mock fits them", async () => {
    const mock = createProfoundMock();
    const { reports } = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch, validate: outputValidators });
    await reports.queryCitations({
      ...query,
      group_by: ["page", "date"],
      metrics: ["first_cited_at", "count", "rank", "citation_share"],
    });
    for await (const row of reports.streamCitations({ ...query, group_by: ["topic", "model"], max_results: 500 }))
      expect(row.topic.id).toMatch(/-4/);
    const { rows } = await reports.queryReferrals({
      domain: "a.com",
      start_date: "2026-06-09",
      metrics: ["last_visit"],
      dimensions: ["hour", "referral_type"],
    });
    expect(rows.length).toBeGreaterThan(10);
  });
});
