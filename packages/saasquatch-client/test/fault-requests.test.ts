import { expect, test } from "vitest";
import { watchRequests } from "../../../test/watch-requests.ts";
import { adapter } from "./support/adapter.ts";
import { fetchAdapter } from "./support/fetch-adapter.ts";
import { heldToSpec } from "./support/held-to-spec.ts";
import { specVerdict } from "./support/spec-verdict.ts";

test.each([
  ["call", adapter],
  ["openapi-fetch", fetchAdapter],
])("the requests that meet the faults through %s are ones that the spec allows", async (_way, { sample, ...ways }) => {
  const requested: string[] = [];
  const fetch = heldToSpec((url, init) => {
    const isStream = url.endsWith("/stream");
    requested.push(`${init.method} ${new URL(url).pathname}`);
    const headers = { "content-type": isStream ? "text/event-stream" : "application/json" };
    return Promise.resolve(new Response(isStream ? (sample.stream?.(1) ?? "") : sample.json, { headers }));
  });
  const requests = ways.create({ baseUrl: "https://api.example", fetch });
  await requests.json({});
  await requests.unsafe?.({});
  for await (const row of requests.stream?.({}) ?? []) expect(row).toBeDefined();
  expect(requested).toHaveLength(2);
});

test("a request that the spec refuses fails the test, also if the client hides the error", async () => {
  const { fetch, offences } = watchRequests(specVerdict);
  const url = "http://127.0.0.1:1/test_faults/referrals/moderate";
  await expect(fetch(url, { method: "POST", body: "{}", headers: { "content-type": "application/json" } })).rejects.toThrow(
    "fetch failed",
  );
  expect(offences).toEqual([expect.stringContaining(`the spec refuses POST ${url}`)]);
});
