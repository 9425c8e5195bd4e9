import type { FetchClient } from "@specloom/client-runtime/openapi-fetch";
import type { paths } from "./schema.gen.ts";

declare const client: FetchClient<paths>;

// openapi-fetch's client knows the methods that its own types have no name for.
const { data, error } = await client.request("query", "/reports", { body: { domain: "x" } });
export const reports: string[] | undefined = data;
export const problem: undefined = error;
export const copied: Promise<unknown> = client.request("COPY", "/files/{id}", {
  params: { path: { id: "1" }, header: { Destination: "x" } },
});
export const touched: Promise<unknown> = client.request("Touch", "/files/{id}", { params: { path: { id: "1" } } });
export const found: Promise<unknown> = client.GET("/reports", { params: { query: { selector: { size: 1 } } } });
// @ts-expect-error -- its body is missing
export const noBody: Promise<unknown> = client.request("query", "/reports", {});
// @ts-expect-error -- letters count
export const letters: Promise<unknown> = client.request("TOUCH", "/files/{id}", { params: { path: { id: "1" } } });
// @ts-expect-error -- no such path
export const elsewhere: Promise<unknown> = client.request("query", "/files/{id}", { params: { path: { id: "1" } } });
