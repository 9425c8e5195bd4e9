import { expect, test } from "vitest";
import { createCall } from "../../src/index.ts";
import { anything, events, lazily, object, request, types, validator, type Check } from "../../src/validate.ts";

test("a validator is made when a first value is there, and lists what is wrong with it", () => {
  let made = 0;
  const validate = validator(() => {
    made += 1;
    return types("string");
  });
  expect(made).toBe(0);
  expect(validate("a")).toEqual([]);
  expect(validate(1)).toEqual([{ pointer: "", message: "must be string" }]);
  expect(made).toBe(1);
});

test("a value that is nested too deep is refused, and other errors are none of its", () => {
  const node: Check = lazily(() => object({ properties: { next: node } }));
  let deep: object = {};
  for (let depth = 0; depth < 100_000; depth += 1) deep = { next: deep };
  expect(validator(() => node)(deep)).toEqual([{ pointer: "", message: "must not be nested thousands of levels deep" }]);
  const broken = validator(() => () => {
    throw new TypeError("broken");
  });
  expect(() => broken(1)).toThrow("broken");
});

test("a request is checked part by part, and a part that is left out is empty", () => {
  const group = (name: string): Check => object({ properties: { [name]: types("integer") }, required: [name] });
  const validate = validator(() =>
    request({ path: group("id"), query: group("limit"), body: types("string"), bodyRequired: true }),
  );
  expect(validate({ path: { id: 1 }, query: { limit: 2 }, body: "a" })).toEqual([]);
  expect(validate({ path: { id: "1" } })).toEqual([
    { pointer: "/path/id", message: "must be integer" },
    { pointer: "/query/limit", message: "must be present" },
    { pointer: "/body", message: "must be present" },
  ]);
  expect(validate(undefined)).toHaveLength(3);
  expect(validator(() => request({ body: types("string") }))({})).toEqual([]);
  expect(validator(() => request({ bodyRequired: true }))({ body: 0 })).toEqual([]);
});

test("an event is checked by its name, and passes where the name is unknown", () => {
  const validate = validator(() => events({ row: types("integer"), end: anything }));
  expect(validate({ event: "row", data: 1 })).toEqual([]);
  expect(validate({ event: "row", data: "1" })).toEqual([{ pointer: "/data", message: "must be integer" }]);
  for (const event of [{ event: "end" }, { event: "toString", data: 1 }, { data: 1 }, "text"])
    expect(validate(event)).toEqual([]);
});

test("an integer that has lost digits is refused where the text shows it, and other numbers are not", () => {
  const validate = validator(() =>
    object({ properties: { id: types("integer"), share: types("number"), name: types("string") } }),
  );
  const issuesIn = (text: string) => validate(JSON.parse(text), text);
  const lost = [
    { pointer: "/id", message: "must be an integer that a number holds exactly, which one near 9007199254740992 is not" },
  ];
  expect(issuesIn('{"id": 9007199254740993}')).toEqual(lost);
  expect(issuesIn('{"name": "\\"x", "id":-9007199254740993 }')).toHaveLength(1);
  expect(issuesIn('{"id":9007199254740992}')).toEqual([]);
  expect(issuesIn('{"id":10000000000000000000000}')).toEqual([]);
  expect(issuesIn('{"share":9007199254740993,"id":1}')).toEqual([]);
  expect(issuesIn('{"share":0.12345678901234567,"id":1e21}')).toEqual([]);
  expect(issuesIn('{"name":"9007199254740993","id":9007199254740991}')).toEqual([]);
  expect(validate({ id: 9007199254740992 })).toEqual([]);
});

test("a call with validators refuses an integer that has lost digits, in a response and in a line of a stream", async () => {
  interface Operations {
    get: { input: object; output: { id: number }; stream: false };
    follow: { input: object; output: { id: number }; stream: true };
  }
  const own = { method: "GET", path: "/", safe: true, security: [] } as const;
  const validate = validator(() => object({ properties: { id: types("integer") } }));
  const callWith = (body: string) =>
    createCall<Operations>(
      { get: { ...own, response: "json" }, follow: { ...own, response: "lines" } },
      {
        client: { name: "test", version: "1.0.0" },
        baseUrl: "https://api.test",
        credentials: {},
        options: { validate: { get: validate, follow: validate }, fetch: async () => new Response(body) },
      },
    );
  const lost = { code: "ResponseError", reason: "wrong-shape", pointer: "/id" };
  await expect(callWith('{"id":9007199254740993}')("get", {})).rejects.toMatchObject(lost);
  await expect(callWith('{"id":9007199254740993}\n')("follow", {}).next()).rejects.toMatchObject(lost);
  expect(await callWith('{"id":9007199254740991}')("get", {})).toEqual({ id: 9007199254740991 });
});
