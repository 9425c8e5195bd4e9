/** Programs for openapi-fetch's client that compile, and some that must not. `tsc` checks this file, and nothing runs it. */
import createQueryClient from "openapi-react-query";
import { expectTypeOf } from "vitest";
import type { Operations, ProfoundClientOptions } from "../src/index.ts";
import { createFetchClient, type paths } from "../src/openapi-fetch.ts";

const client = createFetchClient({ apiKey: "key" });
const body = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };

// It is made with the options of the client, and with none.
expectTypeOf(createFetchClient).parameter(0).toEqualTypeOf<ProfoundClientOptions | undefined>();
createFetchClient();
// @ts-expect-error -- no such option
createFetchClient({ key: "key" });

// A path of the API, with one of its methods; the response has data or an error.
const page = await client.POST("/v2/reports/citations", { body });
expectTypeOf(page.data).toEqualTypeOf<Operations["queryCitations"]["output"] | undefined>();
expectTypeOf(page.response).toEqualTypeOf<Response>();
if (page.error === undefined) expectTypeOf(page.data).toEqualTypeOf<Operations["queryCitations"]["output"]>();
// @ts-expect-error -- a path that the API does not have
void client.POST("/v2/reports/citation", { body });
// @ts-expect-error -- a method that the path does not have
void client.GET("/v2/reports/citations");
// @ts-expect-error -- the body is missing
void client.POST("/v2/reports/citations");
// @ts-expect-error -- a field is missing
void client.POST("/v2/reports/citations", { body: { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e" } });

// A stream is read as bytes.
const stream = await client.POST("/v2/reports/citations/stream", { body, parseAs: "stream" });
expectTypeOf(stream.data).toEqualTypeOf<Response["body"] | undefined>();

// Limits of one call, a signal, and middleware are openapi-fetch's to take.
void client.POST("/v2/reports/citations", { body, timeoutMs: 5, maxRetries: 0, signal: AbortSignal.timeout(5) });
client.use({ onRequest: ({ request }) => request });

// New pages add paths.
expectTypeOf<"/v2/reports/citations" | "/v2/reports/citations/stream" | "/v2/reports/referrals">().toExtend<keyof paths>();
expectTypeOf<string>().not.toExtend<keyof paths>();

// openapi-react-query is typed by it.
const $api = createQueryClient(client);
const query = $api.useQuery("post", "/v2/reports/citations", { body });
expectTypeOf(query.data).toEqualTypeOf<Operations["queryCitations"]["output"] | undefined>();
// @ts-expect-error -- the body is missing
$api.useQuery("post", "/v2/reports/citations");
