import { expect, test } from "vitest";
import {
  createCall,
  createResources,
  type EventStream,
  makeResource,
  type OperationDescriptor,
  type OperationTable,
  type RequestOptions,
} from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { settingsFor } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";
import { respond, serve } from "./support/serve.ts";

type Pet = { name: string; photo?: string };
type Form = { name: string; photo: Blob };

interface Operations {
  speak: {
    input: { accept?: "application/json" | "audio/mpeg" | "text/event-stream" | undefined };
    output: { url: string };
    stream: false;
    accepts: {
      "application/json": { output: { url: string }; stream: false };
      "audio/mpeg": { output: Blob | undefined; stream: false };
      "text/event-stream": { output: { event: string; data: { part: number } }; stream: true };
    };
  };
  add: {
    input:
      | { contentType?: "application/json" | undefined; body: Pet }
      | { contentType?: "multipart/form-data" | undefined; body: Form | FormData }
      | { contentType: "application/x-www-form-urlencoded"; body: Pet | URLSearchParams }
      | { contentType: "text/csv"; body: string };
    output: unknown;
    stream: false;
    bodies: { "application/json": Pet; "multipart/form-data": Form | FormData; "text/csv": string };
  };
  ask: {
    input: { body: { question: string; stream?: boolean | null } };
    output: { text: string };
    stream: false;
    streamFlag: { field: "stream"; output: { event: string; data: { part: number } }; stream: true };
  };
  plain: { input: object; output: unknown; stream: false };
}

const own = { method: "POST", safe: false, security: [] } as const;
const operations: OperationTable<keyof Operations> = {
  speak: {
    ...own,
    path: "/speak",
    response: "json",
    accepts: {
      "application/json": { response: "json" },
      "audio/mpeg": { response: "binary", statuses: { "204": "none" } },
      "text/event-stream": { response: "events" },
    },
  },
  add: {
    ...own,
    path: "/add",
    response: "json",
    bodies: {
      "multipart/form-data": { rules: { properties: { name: {}, photo: {} }, required: ["photo"] } },
      "application/x-www-form-urlencoded": { rules: { properties: { name: {}, photo: {} } } },
      "text/csv": {},
    },
    takesBody: "fields",
    rules: { body: { properties: { name: { types: ["string"] }, photo: { types: ["string"] } }, required: ["name"] } },
  },
  ask: {
    ...own,
    path: "/ask",
    response: "json",
    streamFlag: { field: "stream", accept: "text/event-stream", response: "events" },
    takesBody: "fields",
    rules: { body: { properties: { question: {}, stream: {} } } },
  },
  plain: { ...own, path: "/plain", response: "text", accept: "text/csv" },
};

/** With a body of JSON or of a form, both of which can ask for a stream, and a response that may be text. */
const transcribe: OperationDescriptor = {
  ...own,
  path: "/transcribe",
  response: "json",
  accepts: { "application/json": { response: "json" }, "text/csv": { response: "text" } },
  streamFlag: { field: "stream", accept: "text/event-stream", response: "events" },
  bodies: { "multipart/form-data": { rules: { properties: { file: {}, stream: { types: ["boolean"] } } } }, "text/csv": {} },
  takesBody: "fields",
  rules: { body: { properties: { url: {}, stream: { types: ["boolean"] } } } },
};

interface PetMethods {
  readonly speak: {
    (params: object, options: RequestOptions & { readonly accept: "audio/mpeg" }): Promise<Blob>;
    (params?: object, options?: RequestOptions): Promise<{ url: string }>;
  };
  readonly add: {
    (params: { body: unknown }, options: RequestOptions & { readonly contentType: string }): Promise<unknown>;
    (params: Pet, options?: RequestOptions): Promise<unknown>;
  };
  readonly ask: (params: { question: string; stream: true }) => EventStream<{ event: string; data: { part: number } }>;
  readonly transcribe: {
    (
      params: { body: { file: Blob; stream: true } },
      options: RequestOptions & { readonly contentType: string },
    ): EventStream<unknown>;
    (
      params: { body: unknown },
      options: RequestOptions & { readonly accept: string; readonly contentType: string },
    ): Promise<string>;
    (
      params: { url: string },
      options: RequestOptions & { readonly accept: string; readonly contentType: string },
    ): Promise<string>;
  };
}

/** A server that responds in the first media type of `accept`, with the request that it got. */
async function start() {
  const seen: { accept: string | undefined; type: string | undefined; body: string }[] = [];
  const server = await serve(({ headers: { accept = "", "content-type": type }, body }, response) => {
    seen.push({ accept, type, body });
    response.setHeader("content-type", accept);
    if (accept === "audio/mpeg") response.end("ID3");
    else if (accept === "text/event-stream") response.end('data: {"part":1}\n\ndata: {"part":2}\n\n');
    else if (accept === "text/csv") response.end("a,b");
    else response.end('{"url":"/1","text":"whole"}');
  });
  const settings = settingsFor({ baseUrl: server.address });
  const { add, speak, ask } = operations as Record<string, OperationDescriptor>;
  const pets = makeResource<PetMethods>({
    add: { ...add, id: "add" } as OperationDescriptor,
    speak: speak as OperationDescriptor,
    ask: ask as OperationDescriptor,
    transcribe,
  });
  return {
    seen,
    settings,
    call: createCall<Operations>(operations, settings),
    pets: createResources({ pets }, settings).pets,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function rowsOf<Row>(stream: EventStream<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of stream) rows.push(row);
  return rows;
}

test("without a choice, a call gets the default", async () => {
  await using api = await start();
  const { url } = await api.call("speak", {});
  expect([url, api.seen[0]?.accept]).toEqual(["/1", "application/json"]);
  await api.call("plain", {});
  expect(api.seen[1]?.accept).toBe("text/csv");
});

test("accept chooses how a response is read, and its type", async () => {
  await using api = await start();
  const audio: Blob | undefined = await api.call("speak", { accept: "audio/mpeg" });
  expect(await audio?.text()).toBe("ID3");
  const events = await rowsOf(api.call("speak", { accept: "text/event-stream" }));
  expect(events.map(({ data }) => data.part)).toEqual([1, 2]);
  expect((await api.call("speak", { accept: "application/json" })).url).toBe("/1");
  expect(api.seen.map(({ accept }) => accept)).toEqual(["audio/mpeg", "text/event-stream", "application/json"]);
});

test("contentType chooses how a body is written", async () => {
  await using api = await start();
  await api.call("add", { body: { name: "Rex" } });
  await api.call("add", { contentType: "text/csv", body: "Rex,Fido" });
  await api.call("add", { contentType: "application/x-www-form-urlencoded", body: { name: "Rex Fido" } });
  await api.call("add", { contentType: "application/json", body: { name: "Rex" } });
  expect(api.seen.map(({ type, body }) => [type, body])).toEqual([
    ["application/json", '{"name":"Rex"}'],
    ["text/csv", "Rex,Fido"],
    ["application/x-www-form-urlencoded", "name=Rex%20Fido"],
    ["application/json", '{"name":"Rex"}'],
  ]);
});

test("a value that only a form can hold chooses the form", async () => {
  await using api = await start();
  const form = new FormData();
  form.set("name", "Rex");
  await api.call("add", { body: { name: "Rex", photo: new Blob(["png"]) } });
  await api.call("add", { body: form });
  // @ts-expect-error -- the types ask for the media type
  await api.call("add", { body: new URLSearchParams({ name: "Rex" }) });
  expect(api.seen.map(({ type }) => type?.split(";")[0])).toEqual([
    "multipart/form-data",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
  ]);
  expect(api.seen[0]?.body).toContain("png");
  expect(api.seen[1]?.body).toContain('name="name"');
});

test("a field of the body asks for a stream", async () => {
  await using api = await start();
  const whole: { text: string } = await api.call("ask", { body: { question: "?", stream: false } });
  expect(whole.text).toBe("whole");
  expect((await rowsOf(api.call("ask", { body: { question: "?", stream: true } }))).map(({ data }) => data.part)).toEqual([1, 2]);
  expect((await rowsOf(api.pets.ask({ question: "?", stream: true }))).length).toBe(2);
  expect(api.seen.map(({ accept }) => accept)).toEqual(["application/json", "text/event-stream", "text/event-stream"]);
});

test("a method takes the choice among its options, and another body as the param body", async () => {
  await using api = await start();
  expect(await (await api.pets.speak({}, { accept: "audio/mpeg" })).text()).toBe("ID3");
  await api.pets.add({ name: "Rex" });
  await api.pets.add({ body: "Rex" }, { contentType: "text/csv" });
  expect(api.seen.slice(1).map(({ type, body }) => [type, body])).toEqual([
    ["application/json", '{"name":"Rex"}'],
    ["text/csv", "Rex"],
  ]);
  const missing = await errorOf(api.pets.add({ body: { name: "Rex" } }, { contentType: "multipart/form-data" }));
  expect(missing).toMatchObject({ code: "ConfigurationError", option: "body.photo" });
  expect(await errorOf(api.pets.add({ body: "" } as never))).toMatchObject({ code: "ConfigurationError", option: "body" });
});

test("a method takes another body and another response at once, and a form may ask for a stream", async () => {
  await using api = await start();
  const file = new Blob(["RIFF"]);
  expect(await api.pets.transcribe({ body: "x,y" }, { contentType: "text/csv", accept: "text/csv" })).toBe("a,b");
  expect(await api.pets.transcribe({ url: "/1" }, { contentType: "application/json", accept: "text/csv" })).toBe("a,b");
  const events = api.pets.transcribe({ body: { file, stream: true } }, { contentType: "multipart/form-data" });
  expect(await rowsOf(events)).toHaveLength(2);
  expect(api.seen.map(({ accept, type }) => [accept, type?.replace(/;.*/, "")])).toEqual([
    ["text/csv", "text/csv"],
    ["text/csv", "application/json"],
    ["text/event-stream", "multipart/form-data"],
  ]);
});

test("a media type that the operation does not have is refused, and nothing is sent", async () => {
  await using api = await start();
  const wrong = [
    api.call("speak", { accept: "text/plain" as "audio/mpeg" }),
    api.call("speak", { accept: null as never }),
    api.call("speak", { contentType: "text/plain" } as object),
    api.call("plain", { accept: "text/csv" }),
    api.call("add", { contentType: "__proto__" as "text/csv", body: "" }),
    api.pets.speak({}, { accept: "text/plain" as "audio/mpeg" }),
    api.pets.speak({ accept: "audio/mpeg" }),
    api.call("speak", {}, { accept: "audio/mpeg" } as RequestOptions),
  ];
  const errors = await Promise.all(wrong.map((each) => errorOf<Error & { code: string; option: string }>(each)));
  expect(errors.map(({ code, option }) => `${code} ${option}`)).toEqual([
    "ConfigurationError accept",
    "ConfigurationError accept",
    "ConfigurationError contentType",
    "ConfigurationError accept",
    "ConfigurationError contentType",
    "ConfigurationError accept",
    "ConfigurationError accept",
    "ConfigurationError accept",
  ]);
  expect(errors[0]?.message).toContain("one of application/json, audio/mpeg, text/event-stream");
  expect(api.seen).toEqual([]);
});

test("a chosen response is checked by its own validator", async () => {
  await using api = await start();
  const refuse = (message: string) => () => [{ pointer: "", message }];
  const settings = settingsFor({
    ...api.settings.options,
    validate: { speak: refuse("usual"), "speak text/event-stream": refuse("events"), "ask text/event-stream": refuse("flag") },
  });
  const call = createCall<Operations>(operations, settings);
  expect(await errorOf(call("speak", {}))).toMatchObject({ reason: "wrong-shape", message: expect.stringContaining("usual") });
  expect(await errorOf(rowsOf(call("speak", { accept: "text/event-stream" })))).toMatchObject({
    message: expect.stringContaining("events"),
  });
  expect(await errorOf(rowsOf(call("ask", { body: { question: "", stream: true } })))).toMatchObject({
    message: expect.stringContaining("flag"),
  });
  expect(await call("speak", { accept: "audio/mpeg" })).toBeInstanceOf(Blob);
});

test("openapi-fetch's client chooses by its headers and its body", async () => {
  await using api = await start();
  // The types of an API that has these operations are no part of the test.
  const client = createFetchClient(operations, api.settings) as unknown as {
    POST(path: string, init: object): Promise<{ readonly data?: unknown }>;
  };
  const audio = await client.POST("/speak", { headers: { accept: "audio/mpeg" }, parseAs: "text" });
  expect(audio.data).toBe("ID3");
  await client.POST("/add", { body: { name: "Rex" }, headers: { "content-type": "application/x-www-form-urlencoded" } });
  await client.POST("/add", {
    body: { name: "Rex", photo: new Blob(["png"]) },
    headers: { "content-type": "multipart/form-data" },
  });
  await client.POST("/ask", { body: { stream: true }, parseAs: "stream" });
  await client.POST("/add", { body: "a", headers: { "content-type": "text/csv; header=present" }, bodySerializer: String });
  expect(api.seen.map(({ accept, type }) => [accept, type?.replace(/boundary=.*/, "boundary")])).toEqual([
    ["audio/mpeg", undefined],
    ["application/json", "application/x-www-form-urlencoded"],
    ["application/json", "multipart/form-data; boundary"],
    ["text/event-stream", "application/json"],
    ["application/json", "text/csv; header=present"],
  ]);
  expect(api.seen[2]?.body).toContain("png");
});

test("a response of another media type than the one that was asked for is refused", async () => {
  let type = "application/json";
  await using server = await serve((_, response) => respond(response, 200, "{}", type));
  interface Reports {
    report: {
      input: { accept?: "text/csv;header=1" | "application/json" | "audio/mpeg" | undefined };
      output: string;
      stream: false;
      accepts: { "audio/mpeg": { output: Blob; stream: false } };
    };
  }
  const call = createCall<Reports>(
    {
      report: {
        ...own,
        path: "/report",
        response: "text",
        accept: "text/csv;header=1",
        accepts: {
          "text/csv;header=1": { response: "text" },
          "application/json": { response: "json" },
          "audio/mpeg": { response: "binary" },
        },
      },
    },
    settingsFor({ baseUrl: server.address }),
  );
  const wrong = { code: "ResponseError", reason: "wrong-content-type" };
  expect(await errorOf(call("report", {}))).toMatchObject(wrong);
  expect(await errorOf(call("report", { accept: "audio/mpeg" }))).toMatchObject(wrong);
  // Nobody documents these.
  for (type of ["text/csv; charset=utf-8", "text/plain", ""]) expect(await call("report", {})).toBe("{}");
});

test("text of any type is read out of JSON as well, and text of one type is not", async () => {
  const row = { ...own, path: "/", response: "text" } as const;
  const table: OperationTable<"any" | "one"> = { any: row, one: { ...row, accept: "text/plain" } };
  interface Texts {
    any: { input: object; output: string; stream: false };
    one: { input: object; output: string; stream: false };
  }
  const replies: [type: string, text: string][] = [
    ["text/plain", "hello"],
    ["application/json; charset=utf-8", '"hello"'],
    ["application/json", "12"],
    ["application/json", '"hello"'],
  ];
  const accepted: (string | undefined)[] = [];
  await using server = await serve(({ headers }, response) => {
    const [type, text] = replies[accepted.push(headers.accept) - 1] ?? [];
    response.setHeader("content-type", type ?? "");
    response.end(text);
  });
  const call = createCall<Texts>(table, settingsFor({ baseUrl: server.address }));
  expect([await call("any", {}), await call("any", {}), await call("any", {}), await call("one", {})]).toEqual([
    "hello",
    "hello",
    "12",
    '"hello"',
  ]);
  expect(accepted).toEqual(["*/*", "*/*", "*/*", "text/plain"]);
});
