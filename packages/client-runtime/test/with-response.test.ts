import { inspect } from "node:util";
import { expect, expectTypeOf, test } from "vitest";
import {
  createClient,
  createResources,
  type DataWithResponse,
  type EventStream,
  headerCredential,
  isApiError,
  makeResource,
  type OperationDescriptor,
  type RequestOptions,
  type Responding,
  walkAll,
} from "../src/index.ts";
import { errorOf } from "./support/in-memory.ts";
import { respond, serve } from "./support/serve.ts";

const base = { method: "GET", safe: true, security: [["key"]], response: "json" } as const;
const getPet: OperationDescriptor = {
  ...base,
  id: "getPet",
  path: "/pets/{id}",
  rules: { path: { properties: { id: {} }, required: ["id"] } },
};
const listPets: OperationDescriptor = { ...base, id: "listPets", path: "/pets" };
const watchPets: OperationDescriptor = { ...base, id: "watchPets", path: "/events", response: "lines" };

interface Pet {
  readonly id: string;
}
interface Pets {
  readonly get: (params: Pet, options?: RequestOptions) => Promise<Pet>;
  readonly listAll: () => AsyncGenerator<Pet, undefined, undefined>;
  readonly watch: () => EventStream<Pet>;
}
interface Operations {
  getPet: { input: { path: Pet }; output: Pet; stream: false };
}
interface Client extends Responding<Client> {
  readonly pets: Pets & { readonly both: () => Promise<readonly Pet[]>; readonly none: () => Promise<string> };
}

const pets = makeResource<Pets>({ get: getPet, listAll: walkAll(listPets, { by: "link", items: "" }), watch: watchPets });

/** A server whose request ids count its requests. */
async function petServer() {
  let asked = 0;
  return serve(async ({ url, headers }, response) => {
    response.setHeader("x-request-id", `request-${++asked}`);
    response.setHeader("x-key", String(headers["x-key"]));
    if (url === "/pets/slow") await new Promise((resolve) => setTimeout(resolve, 30));
    if (url === "/pets/none") return respond(response, 404, "{}");
    if (url === "/pets/flaky" && asked === 1) return respond(response, 503, "{}");
    if (url === "/events") return respond(response, 200, '{"id":"a"}\n{"id":"b"}\n', "application/jsonl");
    if (url === "/pets") response.setHeader("link", '<?page=2>; rel="next"');
    if (url.startsWith("/pets?") || url === "/pets") return respond(response, 200, JSON.stringify([{ id: url }]));
    return respond(response, 200, JSON.stringify({ id: url.slice("/pets/".length) }));
  });
}

function clientOf(baseUrl: string) {
  const credentials = { key: headerCredential({ option: "apiKey", key: "a-secret", name: "x-key" }) };
  const settings = { client: { name: "a-client", version: "1" }, options: {}, credentials, baseUrl };
  return createClient<Operations, { pets: Pets }, Client>({ getPet }, { pets }, settings, (client) => ({
    ...client,
    pets: {
      ...client.pets,
      both: async () => [await client.pets.get({ id: "a" }), await client.call("getPet", { path: { id: "b" } })],
      none: async () => "nothing",
    },
  }));
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test("a method's data comes with status, headers and request id, without the credential that a server repeats", async () => {
  await using server = await petServer();
  const found = await clientOf(server.address).withResponse((client) => client.pets.get({ id: "a" }));
  expectTypeOf(found).toEqualTypeOf<DataWithResponse<Pet>>();
  expect(found).toMatchObject({ data: { id: "a" }, status: 200, requestId: "request-1" });
  expect(found.headers.get("content-type")).toBe("application/json");
  expect(inspect([...found.headers])).not.toContain("a-secret");
});

test("calls at the same time do not mix", async () => {
  await using server = await petServer();
  const client = clientOf(server.address);
  const slow = client.withResponse(({ pets: own }) => own.get({ id: "slow" }));
  const fast = client.withResponse(({ pets: own }) => own.get({ id: "fast" }));
  for (const { data, headers, requestId } of await Promise.all([slow, fast])) {
    expect(requestId).toBe(headers.get("x-request-id"));
    expect(server.received[Number(requestId?.split("-")[1]) - 1]?.url).toBe(`/pets/${data.id}`);
  }
});

test("after a retry, the response is the one that has the data", async () => {
  await using server = await petServer();
  expect(await clientOf(server.address).withResponse((client) => client.pets.get({ id: "flaky" }))).toMatchObject({
    status: 200,
    requestId: "request-2",
  });
});

test("items of pages come with the response of their page, and events with that of their stream", async () => {
  await using server = await petServer();
  const client = clientOf(server.address);
  const items = await all(client.withResponse(({ pets: own }) => own.listAll()));
  expectTypeOf(items).toEqualTypeOf<DataWithResponse<Pet>[]>();
  expect(items).toMatchObject([
    { data: { id: "/pets" }, requestId: "request-1" },
    { data: { id: "/pets?page=2" }, requestId: "request-2" },
  ]);
  expect(await all(client.withResponse(({ pets: own }) => own.watch()))).toMatchObject([
    { data: { id: "a" }, status: 200, requestId: "request-3" },
    { data: { id: "b" }, status: 200, requestId: "request-3" },
  ]);
});

test("nothing is asked for before the first item is, and leaving the loop ends the walk", async () => {
  await using server = await petServer();
  const items = clientOf(server.address).withResponse(({ pets: own }) => own.listAll());
  expect(server.received).toHaveLength(0);
  for await (const { requestId } of items) if (requestId) break;
  expect(server.received).toHaveLength(1);
});

test("a method by hand that makes several requests gives the last response", async () => {
  await using server = await petServer();
  expect(await clientOf(server.address).withResponse((client) => client.pets.both())).toMatchObject({
    data: [{ id: "a" }, { id: "b" }],
    requestId: "request-2",
  });
});

test("an error is the method's own", async () => {
  await using server = await petServer();
  const error = await errorOf(clientOf(server.address).withResponse((client) => client.pets.get({ id: "none" })));
  expect(isApiError(error) && [error.status, error.requestId]).toEqual([404, "request-1"]);
});

test("a function that makes no request is refused", async () => {
  const client = clientOf("http://127.0.0.1:9");
  expect(await errorOf(client.withResponse(({ pets: own }) => own.none()))).toMatchObject({ code: "ConfigurationError" });
});

test("a client of single resources has it too", async () => {
  await using server = await petServer();
  const { withResponse } = createResources(
    { pets },
    {
      client: { name: "a-client", version: "1" },
      options: {},
      baseUrl: server.address,
      credentials: { key: headerCredential({ option: "apiKey", key: "k", name: "x-key" }) },
    },
  );
  const found = await withResponse((client) => client.pets.get({ id: "a" }));
  expect(found).toMatchObject({ data: { id: "a" }, status: 200 });
});

test("a client that is printed shows its methods", () => {
  const printed = inspect(clientOf("http://127.0.0.1:9"));
  expect(printed).toContain("get: [Function: get]");
  expect(printed).toContain("listAll: [Function: listAll]");
  expect(printed).toContain("call: [Function: call]");
  expect(printed).not.toContain("a-secret");
});
