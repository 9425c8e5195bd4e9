import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type ClientOptions, clientCredentials, type Call, createCall, isConfigurationError } from "../src/index.ts";
import { errorOf } from "./support/in-memory.ts";
import { respond, type Received, type Served, serve } from "./support/serve.ts";

interface Operations {
  get: { input: object; output: unknown; stream: false };
  change: { input: object; output: void; stream: false };
}

const secret = "client-secret-Nobody-May-See";

/** An API and its token server, on one address: tokens count up, and the API takes those that `takes` says. */
async function start(
  takes: (token: string | undefined, request: Received) => boolean,
  grant: (count: number, request: Received, response: ServerResponse) => unknown = (count, _, response) =>
    respond(response, 200, JSON.stringify({ access_token: `token-${count}`, token_type: "Bearer", expires_in: 3600 })),
): Promise<Served> {
  let count = 0;
  return serve((request, response) => {
    if (request.url === "/token") return grant(++count, request, response);
    return takes(request.headers.authorization, request) ? respond(response, 200, "{}") : respond(response, 401, "{}");
  });
}

function clientOf({ address }: Served, options: ClientOptions = {}, more = {}): Call<Operations> {
  const oauth = clientCredentials({ clientId: "id:1", clientSecret: secret, tokenUrl: `${address}/token`, ...more });
  const own = { security: [["oauth"]], path: "/things" } as const;
  return createCall<Operations>(
    {
      get: { ...own, method: "GET", safe: true, response: "json" },
      change: { ...own, method: "POST", safe: false, response: "none" },
    },
    {
      client: { name: "test", version: "1.0.0" },
      baseUrl: "https://api.test",
      credentials: { oauth },
      options: { baseUrl: address, ...options },
    },
  );
}

const urls = ({ received }: Served) => received.map(({ url }) => url);

test("a token is fetched for the first call and kept for the next ones", async () => {
  await using server = await start((token) => token === "Bearer token-1");
  const call = clientOf(server, {}, { scope: "read write" });
  await Promise.all([call("get", {}), call("get", {}), call("change", {})]);
  await call("get", {});
  expect(urls(server)).toEqual(["/token", "/things", "/things", "/things", "/things"]);
  expect(server.received[0]).toMatchObject({
    method: "POST",
    body: "grant_type=client_credentials&scope=read+write",
    headers: { authorization: `Basic ${btoa(`id%3A1:${secret}`)}`, "content-type": "application/x-www-form-urlencoded" },
  });
});

test("a token is renewed once after a 401, for all calls together", async () => {
  await using server = await start((token) => token === "Bearer token-2");
  const call = clientOf(server, { maxRetries: 0 });
  await Promise.all([call("get", {}), call("change", {})]);
  expect(urls(server).filter((url) => url === "/token")).toHaveLength(2);
  expect(urls(server)).toHaveLength(6);
});

test("a token that is refused twice ends the call with the 401", async () => {
  await using server = await start(() => false);
  expect(await errorOf(clientOf(server)("get", {}))).toMatchObject({ code: "ApiError", status: 401, attempts: 2 });
  expect(urls(server)).toEqual(["/token", "/things", "/token", "/things"]);
});

test("a token is renewed before its time is over", async () => {
  await using server = await start(
    () => true,
    (count, _, response) => respond(response, 200, JSON.stringify({ access_token: `token-${count}`, expires_in: 0.001 })),
  );
  const call = clientOf(server);
  await call("get", {});
  await new Promise((resolve) => setTimeout(resolve, 5));
  await call("get", {});
  expect(urls(server)).toEqual(["/token", "/things", "/token", "/things"]);
});

test("id and secret go into the form where the token server takes no header", async () => {
  await using server = await start(
    (token) => token === "Bearer t",
    (_, { headers, body }, response) =>
      headers.authorization === undefined && body === `grant_type=client_credentials&client_id=id%3A1&client_secret=${secret}`
        ? respond(response, 200, '{"access_token":"t","expires_in":"0.001"}')
        : respond(response, 401, '{"error":"invalid_client"}'),
  );
  const call = clientOf(server);
  await call("get", {});
  await new Promise((resolve) => setTimeout(resolve, 5));
  await call("get", {});
  expect(urls(server)).toEqual(["/token", "/token", "/things", "/token", "/things"]);
});

test("a secret that the token server refuses is a wrong option, and not shown", async () => {
  await using server = await start(
    () => true,
    (_, __, response) => respond(response, 400, JSON.stringify({ error: "invalid_client", error_description: `no ${secret}` })),
  );
  const error = await errorOf<Error>(clientOf(server)("change", {}));
  expect(isConfigurationError(error)).toBe(true);
  expect(error.message).toContain(
    `clientSecret must be accepted by ${server.address} with its clientId: 400 invalid_client, no ***`,
  );
  expect(inspect(error, { depth: 9 })).not.toContain(secret);
  expect(urls(server)).toEqual(["/token", "/token"]);
});

test("a busy token server is asked again, also before a call that changes something", async () => {
  await using server = await start(
    () => true,
    (count, _, response) => (count === 1 ? respond(response, 503) : respond(response, 200, '{"access_token":"t"}')),
  );
  await clientOf(server)("change", {});
  expect(urls(server)).toEqual(["/token", "/token", "/things"]);
});

test.each<[what: string, grant: (response: ServerResponse) => unknown, message: string]>([
  ["sends no token", (response) => respond(response, 200, "{}"), "the token server sent no token"],
  ["closes the connection", (response) => response.destroy(), "the token server cannot be reached"],
])("a token server that %s ends the call before it is sent", async (_, grant, message) => {
  await using server = await start(
    () => true,
    (__, ___, response) => grant(response),
  );
  const error = await errorOf<Error>(clientOf(server, { maxRetries: 0 })("get", {}));
  expect(error).toMatchObject({ code: "ConnectionError", reason: "not-sent" });
  expect(error.message).toContain(message);
});

test("a redirect of the token server is not followed", async () => {
  await using other = await start(() => true);
  await using server = await start(
    () => true,
    (_, __, response) => response.writeHead(307, { location: `${other.address}/token` }).end(),
  );
  expect(isConfigurationError(await errorOf(clientOf(server)("get", {})))).toBe(true);
  expect(other.received).toEqual([]);
});

test("a token server without a response ends the call in time", async () => {
  await using server = await start(
    () => true,
    () => undefined,
  );
  const error = await errorOf(clientOf(server, { timeoutMs: 50, maxRetries: 0 })("get", {}));
  expect(["TimeoutError", "ConnectionError"]).toContain((error as { code: string }).code);
});

test.each([
  [{ tokenUrl: "http://api.test/token" }, "tokenUrl"],
  [{ clientSecret: undefined }, "clientSecret"],
  [{ clientId: "a\nb" }, "clientId"],
])("a setting like %o is refused before any call", (more, option) => {
  const given = { clientId: "id", clientSecret: secret, tokenUrl: "https://api.test/token", ...more };
  expect(() => clientCredentials(given)).toThrow(`${option} must be`);
  expect(clientCredentials({ clientId: undefined, clientSecret: undefined, tokenUrl: "" })).toBeUndefined();
});
