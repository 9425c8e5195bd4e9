import { QueryClient } from "@tanstack/react-query";
import createQueryClient from "openapi-react-query";
import { expect, test } from "vitest";
import { isConfigurationError } from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { createProfoundMock } from "../src/testing.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

const body = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
const visits = { domain: "example.com", start_date: "2026-06-09", metrics: ["visits" as const] };

function start() {
  const mock = createProfoundMock();
  const sent: string[] = [];
  const client = createFetchClient({
    apiKey: mock.apiKey,
    fetch: heldToSpec((url, init) => {
      sent.push(`${init.method} ${new URL(url).pathname}`);
      return mock.fetch(url, init);
    }),
  });
  return { sent, client };
}

test("every operation of the API is reached", async () => {
  const { sent, client } = start();
  const citations = await client.POST("/v2/reports/citations", { body });
  expect(citations.data?.data.length).toBe(citations.data?.info.count);
  const referrals = await client.POST("/v2/reports/referrals", { body: visits });
  expect(referrals.response.ok).toBe(true);
  const { data } = await client.POST("/v2/reports/citations/stream", { body, parseAs: "stream" });
  expect((await new Response(data).text()).startsWith("event: summary\n")).toBe(true);
  expect(sent).toEqual(["POST /v2/reports/citations", "POST /v2/reports/referrals", "POST /v2/reports/citations/stream"]);
});

test("a stream that is not asked for as one is refused before the request", async () => {
  const { sent, client } = start();
  const error: unknown = await client.POST("/v2/reports/citations/stream", { body }).catch((reason: unknown) => reason);
  expect(isConfigurationError(error) && error.option).toBe("parseAs");
  expect(sent).toEqual([]);
});

test("a response that is not 2xx is an error with the API's body", async () => {
  const { client } = start();
  const { data, error, response } = await client.POST("/v2/reports/citations", { body: { ...body, start_date: "soon" } });
  expect([data, response.status]).toEqual([undefined, 422]);
  expect(error).toHaveProperty("detail");
});

test("openapi-react-query reads through it", async () => {
  const { client } = start();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const $api = createQueryClient(client);
  const page = await queries.fetchQuery($api.queryOptions("post", "/v2/reports/citations", { body }));
  expect(page.data.length).toBe(page.info.count);
  const wrong = $api.queryOptions("post", "/v2/reports/citations", { body: { ...body, start_date: "soon" } });
  await expect(queries.fetchQuery(wrong)).rejects.toHaveProperty("detail");
  queries.clear();
});
