import type { ClientOptions } from "../../src/index.ts";
import { createFetchClient, type FetchClient } from "../../src/openapi-fetch.ts";
import { createFetchAdapter } from "../../src/testing/create-fetch-adapter.ts";
import type { ScenarioAdapter } from "../../src/testing/play.ts";
import { adapter, operations, settingsFor } from "./adapter.ts";

interface Responds<Body> {
  responses: { 200: { content: { "application/json": Body } }; 400: { content: { "application/json": { message: string } } } };
}
type Method<Name extends string, Operation> = { [Each in Name]: Operation } & { parameters: object };

/** The paths of our small API, as openapi-typescript would write them. */
export interface paths {
  "/search": Method<
    "post",
    { requestBody: { content: { "application/json": { text: string } } } } & Responds<{ total: number; name: string }>
  >;
  "/{tenant}/things": Method<
    "get",
    { parameters: { path: { tenant: string }; query?: { page?: number; tag?: string[] } } } & Responds<unknown>
  >;
  "/change": Method<
    "post",
    { requestBody: { content: { "application/json": object } }; responses: { 200: { content?: never } } }
  >;
  "/file": Method<"get", Responds<unknown>>;
  "/text": Method<"get", Responds<unknown>>;
  "/watch": Method<"post", { requestBody: { content: { "application/json": { limit?: number } } } } & Responds<unknown>>;
}

/** openapi-fetch's client of that API. */
export function fetchClientFor(options: ClientOptions): FetchClient<paths, "tenant"> {
  return createFetchClient<paths, "tenant">(operations, settingsFor(options));
}

/** Runs the table of scenarios through openapi-fetch's methods. */
export const fetchAdapter: ScenarioAdapter = createFetchAdapter(
  adapter,
  (options) => {
    const client = fetchClientFor(options);
    return {
      json: (init) => client.POST("/search", { ...init, body: { text: "a body that stays private" } }),
      unsafe: (init) => client.POST("/change", { ...init, body: { to: "x" } }),
      stream: (init) => client.POST("/watch", { ...init, body: {}, parseAs: "stream" }),
    };
  },
  "row",
);
