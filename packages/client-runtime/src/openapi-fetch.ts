export { createFetchClient, type FetchClient } from "./create-fetch-client.ts";
