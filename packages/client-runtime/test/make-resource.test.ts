import { describe, expect, test } from "vitest";
import {
  createClient,
  createResources,
  type EventStream,
  isConfigurationError,
  makeResource,
  type OperationDescriptor,
  type RequestOptions,
} from "../src/index.ts";
import { errorOf, json, recordingFetch } from "./support/in-memory.ts";

const base = { safe: true, security: [], response: "json" } as const;

const text = { types: ["string"] };

const updatePet: OperationDescriptor = {
  ...base,
  id: "updatePet",
  method: "PATCH",
  path: "/pets/{id}",
  takesBody: "fields",
  rules: {
    path: { properties: { id: text }, required: ["id"] },
    query: { properties: { limit: { types: ["integer"], minimum: 1 } } },
    header: { properties: { "X-Trace": text } },
    body: { types: ["object"], properties: { name: text, tags: { types: ["array"], items: text } }, required: ["name"] },
  },
};

const uploadPhoto: OperationDescriptor = {
  ...base,
  id: "uploadPhoto",
  method: "PUT",
  path: "/pets/{id}/photo",
  contentType: "application/octet-stream",
  takesBody: "param",
  rules: { path: { properties: { id: text }, required: ["id"] } },
};

const movePet: OperationDescriptor = {
  ...base,
  id: "movePet",
  method: "POST",
  path: "/pets/{id}/move",
  isGrouped: true,
  takesBody: "param",
  rules: {
    path: { properties: { id: text }, required: ["id"] },
    body: { types: ["object"], properties: { id: text }, required: ["id"] },
  },
};

const watchPets: OperationDescriptor = {
  ...base,
  id: "watchPets",
  method: "GET",
  path: "/pets/events",
  response: "lines",
  rules: { query: { properties: { since: text } } },
};

const listPets: OperationDescriptor = { ...base, id: "listPets", method: "GET", path: "/pets" };

const feedPet: OperationDescriptor = {
  ...base,
  id: "feedPet",
  method: "POST",
  path: "/pets/feed",
  takesBody: "optional-fields",
  rules: { body: { types: ["object"], properties: { grams: { types: ["number"] } } } },
};

const registerPet: OperationDescriptor = {
  ...base,
  id: "registerPet",
  method: "POST",
  path: "/pets/register",
  contentType: "multipart/form-data",
  takesBody: "param",
  rules: { body: { types: ["object"], properties: { file: {} }, required: ["file"] } },
};

type Method = (params?: object, options?: RequestOptions) => Promise<unknown>;

interface Pets {
  readonly update: Method;
  readonly upload: Method;
  readonly move: Method;
  readonly list: Method;
  readonly feed: Method;
  readonly register: Method;
  readonly watch: (params?: object) => EventStream<unknown>;
}

const pets = makeResource<Pets>({
  update: updatePet,
  upload: uploadPhoto,
  move: movePet,
  list: listPets,
  feed: feedPet,
  register: registerPet,
  watch: watchPets,
});

function clientOf(respond: () => Response = () => json({ fine: true })) {
  const { fetch, sent } = recordingFetch(respond);
  const settings = {
    client: { name: "test", version: "1" },
    baseUrl: "https://api.test",
    credentials: {},
    options: { fetch },
  };
  return { ...createResources({ pets }, settings), settings, sent };
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await errorOf(promise);
  expect(isConfigurationError(error)).toBe(true);
  return String(error);
}

describe("a method", () => {
  test("sends each param in its place", async () => {
    const client = clientOf();
    expect(await client.pets.update({ id: "a b", limit: 2, "X-Trace": "t", name: "Rex", tags: ["x"] })).toEqual({ fine: true });
    const [request] = client.sent;
    expect(request?.url).toBe("https://api.test/pets/a%20b?limit=2");
    expect(request?.init).toMatchObject({ method: "PATCH", body: '{"name":"Rex","tags":["x"]}' });
    expect(request?.headers.get("x-trace")).toBe("t");
  });

  test("takes nothing, an empty object, and options", async () => {
    const client = clientOf();
    await client.pets.list();
    await client.pets.list({});
    await client.pets.list(undefined, { headers: { "x-a": "1" } });
    expect(client.sent.map(({ url }) => url)).toEqual(Array.from({ length: 3 }, () => "https://api.test/pets"));
    expect(client.sent[2]?.headers.get("x-a")).toBe("1");
  });

  test("takes a body that is no object of fields as the param body", async () => {
    const client = clientOf();
    await client.pets.upload({ id: "1", body: new Uint8Array([1, 2]) });
    expect(client.sent[0]?.init.body).toEqual(new Uint8Array([1, 2]));
  });

  test("takes a form of the platform's, whatever the rules of its fields", async () => {
    const client = clientOf();
    const form = new FormData();
    form.set("file", "x");
    await client.pets.register({ body: form });
    expect(client.sent[0]?.init.body).toBe(form);
    expect(await refusal(client.pets.register({ body: { files: "x" } }))).toContain('files must be left out or spelt "file"');
  });

  test("sends no body where none of its optional fields is given", async () => {
    const client = clientOf();
    await client.pets.feed();
    await client.pets.feed({ grams: undefined });
    await client.pets.feed({ grams: 0 });
    expect(client.sent.map(({ init }) => init.body)).toEqual([null, null, '{"grams":0}']);
  });

  test("takes the input of call if two params have one name", async () => {
    const client = clientOf();
    await client.pets.move({ path: { id: "1" }, body: { id: "2" } });
    expect(client.sent[0]).toMatchObject({ url: "https://api.test/pets/1/move", init: { body: '{"id":"2"}' } });
  });

  test("reads its params when it is called", async () => {
    const client = clientOf(() => new Response('{"a":1}\n'));
    const params: Record<string, unknown> = { since: "monday" };
    const events = client.pets.watch(params);
    params["since"] = "friday";
    expect((await events.next()).value).toEqual({ a: 1 });
    expect(client.sent[0]?.url).toBe("https://api.test/pets/events?since=monday");
  });

  test("has the operation's name in errors", async () => {
    const client = clientOf(() => json({}, { status: 404 }));
    expect(await errorOf(client.pets.list())).toMatchObject({ operation: { id: "listPets" }, status: 404 });
  });
});

describe("before any request, a method refuses", () => {
  test.each<readonly [sentence: string, method: Exclude<keyof Pets, "watch">, params: object, message: string]>([
    [
      "a name that is none, with the nearest",
      "update",
      { id: "1", name: "a", limits: 2 },
      'limits must be left out or spelt "limit"',
    ],
    ["a param that is missing", "update", { name: "a" }, "id must be given"],
    ["a field of the body that is missing", "update", { id: "1" }, "name must be given"],
    ["a param of the wrong type", "update", { id: "1", name: 5 }, "name must be a string"],
    ["an item of the wrong type", "update", { id: "1", name: "a", tags: [1] }, "tags[0] must be a string"],
    ["a param out of its limits", "update", { id: "1", name: "a", limit: 0 }, "limit must be a whole number from 1"],
    ["a body that is missing", "upload", { id: "1" }, "body must be given"],
    ["a part that is none", "move", { id: "1" }, "id must be left out"],
    ["a field of a grouped body", "move", { path: { id: "1" }, body: {} }, "body.id must be given"],
    ["params where there are none", "list", { page: 1 }, "page must be left out"],
  ])("%s", async (_, method, params, message) => {
    const client = clientOf();
    expect(await refusal(client.pets[method](params))).toContain(message);
    expect(client.sent).toEqual([]);
  });

  test.each([null, 5, "text", ["a"]])("%j in place of params", async (params) => {
    const client = clientOf();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JavaScript can pass it
    expect(await refusal(client.pets.list(params as unknown as object))).toContain("the params must be an object");
  });

  test("the params of a stream, when its first value is requested", async () => {
    const client = clientOf();
    const events = client.pets.watch({ until: "x" });
    expect(await refusal(events.next())).toContain("until must be left out");
    expect(client.sent).toEqual([]);
  });

  test("an option that is none", async () => {
    const client = clientOf();
    // @ts-expect-error it is called unchecked
    expect(await refusal(client.pets.list({}, { uncheckd: true }))).toContain('"unchecked"');
  });
});

describe("with unchecked, a method sends", () => {
  test("a name that the spec does not know in the body, where that is given by its fields", async () => {
    const client = clientOf();
    await client.pets.update({ id: "1", colour: "red" }, { unchecked: true });
    expect(client.sent[0]?.init.body).toBe('{"colour":"red"}');
  });

  test("a name that the spec does not know in the query, elsewhere", async () => {
    const client = clientOf();
    await client.pets.list({ page: 2 }, { unchecked: true });
    await client.pets.upload({ id: "1", size: 3, body: "x" }, { unchecked: true });
    expect(client.sent.map(({ url }) => url)).toEqual(["https://api.test/pets?page=2", "https://api.test/pets/1/photo?size=3"]);
  });
});

test("a client has the methods beside call, over one sender", async () => {
  const { settings, sent } = clientOf();
  const client = createClient<{ listPets: { input: object; output: unknown; stream: false } }, { pets: Pets }>(
    { listPets },
    { pets },
    settings,
  );
  await client.call("listPets", {});
  await client.pets.list();
  expect(sent).toHaveLength(2);
});
