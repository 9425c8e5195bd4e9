import qs from "qs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ConfigurationError,
  cookieCredential,
  createCall,
  type Credential,
  type OperationDescriptor,
  type ValueStyle,
} from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { errorOf } from "./support/in-memory.ts";
import { respond, serve, type Served } from "./support/serve.ts";

interface Operations {
  get: { input: { path?: object; query?: object; header?: object; cookie?: object }; output: void; stream: false };
}
type Place = "cookie" | "header" | "path" | "query";

let server: Served;
beforeAll(async () => {
  server = await serve((_, response) => respond(response, 204));
});
afterAll(() => server[Symbol.asyncDispose]());

/** The request that reaches a server of an operation with one parameter, `p`. It is the same through `call` and openapi-fetch. */
async function received(place: Place, style: ValueStyle | undefined, value: unknown, path = "/") {
  const styles = style && { [place]: { p: style } };
  const row: OperationDescriptor = { method: "GET", path, safe: true, security: [], response: "none", ...(styles && { styles }) };
  const settings = { client: { name: "test", version: "1.0.0" }, baseUrl: server.address, credentials: {}, options: {} };
  const input = { [place]: { p: value } };
  await createCall<Operations>({ get: row }, settings)("get", input);
  const client = createFetchClient<Record<string, never>>({ get: row }, settings);
  const { response } = await (client.GET as (path: string, init: object) => Promise<{ response: Response }>)(path, {
    params: input,
  });
  expect(response.status).toBe(204);
  const [first, second] = server.received.slice(-2);
  expect(second?.url).toBe(first?.url);
  expect([second?.headers["p"], second?.headers.cookie]).toEqual([first?.headers["p"], first?.headers.cookie]);
  const { url = "", headers } = first ?? {};
  return { path: url.replace(/\?.*/, ""), query: url.replace(/^[^?]*\??/, ""), header: headers?.["p"], cookie: headers?.cookie };
}

const list = ["blue", "blåck", "a,b&c"];
const object = { R: 100, "g g": "x=y", B: false };

// The expansions of RFC 6570 that OpenAPI defines each style by.
describe("in a path", () => {
  test.each<[ValueStyle | undefined, unknown, string]>([
    [undefined, "Hello World!", "Hello%20World%21"],
    [undefined, 5, "5"],
    [undefined, true, "true"],
    [undefined, list, "blue,bl%C3%A5ck,a%2Cb%26c"],
    [undefined, object, "R,100,g%20g,x%3Dy,B,false"],
    [{ explode: true }, list, "blue,bl%C3%A5ck,a%2Cb%26c"],
    [{ explode: true }, object, "R=100,g%20g=x%3Dy,B=false"],
    [{ style: "label" }, "blue", ".blue"],
    [{ style: "label" }, false, ".false"],
    [{ style: "label" }, list, ".blue,bl%C3%A5ck,a%2Cb%26c"],
    [{ style: "label", explode: true }, list, ".blue.bl%C3%A5ck.a%2Cb%26c"],
    [{ style: "label" }, object, ".R,100,g%20g,x%3Dy,B,false"],
    [{ style: "label", explode: true }, object, ".R=100.g%20g=x%3Dy.B=false"],
    [{ style: "matrix" }, 7, ";p=7"],
    [{ style: "matrix" }, "", ";p"],
    [{ style: "matrix" }, list, ";p=blue,bl%C3%A5ck,a%2Cb%26c"],
    [{ style: "matrix", explode: true }, list, ";p=blue;p=bl%C3%A5ck;p=a%2Cb%26c"],
    [{ style: "matrix" }, object, ";p=R,100,g%20g,x%3Dy,B,false"],
    [{ style: "matrix", explode: true }, object, ";R=100;g%20g=x%3Dy;B=false"],
    [{ allowReserved: true }, "a/b:c?d#e", "a/b:c%3Fd%23e"],
    [{ allowReserved: true }, ["a,b/c", "d"], "a%2Cb/c,d"],
    [{ allowReserved: true, explode: true }, { "x=y": "a,b=c" }, "x%3Dy=a%2Cb=c"],
    [{ style: "matrix", allowReserved: true, explode: true }, ["a;b,c", "d"], ";p=a%3Bb,c;p=d"],
    [{ style: "label" }, [1.5, "a.b"], ".1.5,a.b"],
    [{ contentType: "application/json" }, { a: [1] }, "%7B%22a%22%3A%5B1%5D%7D"],
  ])("the style %j writes %j as %s", async (style, value, text) => {
    expect((await received("path", style, value, "/a/{p}/z")).path).toBe(`/a/${text}/z`);
  });

  test.each<[ValueStyle, unknown]>([
    [{ style: "label" }, ""],
    [{ style: "label" }, "."],
    [{ explode: true }, []],
    [{ allowReserved: true }, "a/../b"],
    [{ allowReserved: true }, "a/%2e%2E/b"],
    [{ style: "matrix" }, [{}]],
    [{ style: "label", explode: true }, ["a.b", "c"]],
    [{ style: "label", explode: true }, { "a.b": "c" }],
  ])("the style %j refuses %j before anything is sent", async (style, value) => {
    const before = server.received.length;
    const error = await errorOf<ConfigurationError>(received("path", style, value, "/a/{p}/z"));
    expect([error.code, error.option, server.received.length]).toEqual(["ConfigurationError", "p", before]);
  });
});

describe("in a query", () => {
  test.each<[ValueStyle | undefined, unknown, string]>([
    [undefined, "a b+c", "p=a%20b%2Bc"],
    [undefined, "", "p="],
    [undefined, 0, "p=0"],
    [undefined, null, ""],
    [undefined, [], ""],
    [undefined, list, "p=blue&p=bl%C3%A5ck&p=a%2Cb%26c"],
    [undefined, ["a", null, undefined, "b"], "p=a&p=b"],
    [undefined, object, "R=100&g%20g=x%3Dy&B=false"],
    [undefined, { page: 0, sort: ["a", "b"], none: undefined }, "page=0&sort=a&sort=b"],
    [undefined, new Date(0), "p=1970-01-01T00%3A00%3A00.000Z"],
    [{ explode: false }, list, "p=blue,bl%C3%A5ck,a%2Cb%26c"],
    [{ explode: false }, object, "p=R,100,g%20g,x%3Dy,B,false"],
    [{ style: "spaceDelimited" }, list, "p=blue%20bl%C3%A5ck%20a%2Cb%26c"],
    [{ style: "spaceDelimited" }, { R: 100, G: 2 }, "p=R%20100%20G%202"],
    [{ style: "spaceDelimited", explode: true }, ["a", "b"], "p=a&p=b"],
    [{ style: "pipeDelimited" }, ["a b", "c"], "p=a%20b%7Cc"],
    [{ style: "pipeDelimited", explode: true }, ["a|b", "c"], "p=a%7Cb&p=c"],
    [{ style: "pipeDelimited" }, { R: 100, G: 2 }, "p=R%7C100%7CG%7C2"],
    [{ style: "deepObject" }, object, "p%5BR%5D=100&p%5Bg%20g%5D=x%3Dy&p%5BB%5D=false"],
    [{ allowReserved: true }, "/a:b?c=d,e%20%zz&f#g", "p=/a:b?c=d,e%20%25zz%26f%23g"],
    [{ allowReserved: true, explode: false }, ["a/b", "c:d,e"], "p=a/b,c:d%2Ce"],
    [{ allowReserved: true }, ["a/b", "c:d,e"], "p=a/b&p=c:d,e"],
    [{ allowReserved: true }, { "a=b": "c=d", "e,f": ["g,h"] }, "a%3Db=c=d&e%2Cf=g,h"],
    [{ contentType: "application/json" }, { a: "é" }, "p=%7B%22a%22%3A%22%C3%A9%22%7D"],
    [{ contentType: "text/plain" }, "plain", "p=plain"],
  ])("the style %j writes %j as %s", async (style, value, text) => {
    expect((await received("query", style, value)).query).toBe(text);
  });

  test.each<[ValueStyle | undefined, unknown, unknown]>([
    [undefined, list, list],
    [{ style: "deepObject" }, { a: { b: { c: "1" } }, list: ["x", "y"], many: [{ n: "1" }, { n: "2" }] }, undefined],
    [{ style: "deepObject" }, { "[]": { "&=": "%5B" } }, undefined],
    [{ style: "deepObject" }, ["a", "b"], undefined],
  ])("the style %j writes %j, and qs reads it back", async (style, value, read = value) => {
    expect(qs.parse((await received("query", style, value)).query)).toEqual({ p: read });
  });

  test("names are encoded", async () => {
    const { url = "" } = await sentWith("/", { query: { "a[]&b": ["1", "2"], "é=": true } });
    expect(qs.parse(url.slice(2), { parseArrays: false, depth: 0 })).toEqual({ "a[]&b": ["1", "2"], "é=": "true" });
  });

  test.each<[ValueStyle | undefined, unknown]>([
    [undefined, [{ a: 1 }]],
    [undefined, { a: { b: 1 } }],
    [{ explode: false }, [["a"]]],
    [{ style: "pipeDelimited" }, { a: ["b"] }],
    [{ style: "pipeDelimited" }, ["a|b", "c"]],
    [{ style: "spaceDelimited" }, { R: "a b" }],
    [{ style: "deepObject" }, { "a][b": 1 }],
    [{ style: "deepObject" }, { "": 1 }],
    [undefined, Number.NaN],
    [undefined, "\uD800"],
  ])("the style %j refuses %j before anything is sent", async (style, value) => {
    const before = server.received.length;
    const error = await errorOf<ConfigurationError>(received("query", style, value));
    expect([error.code, error.option, server.received.length]).toEqual(["ConfigurationError", "p", before]);
  });

  test("the query of a path comes first, and its fragment is never sent", async () => {
    expect((await received("query", undefined, "x", "/a?action=list")).query).toBe("action=list&p=x");
    expect((await received("query", undefined, undefined, "/a?action=list")).query).toBe("action=list");
    expect((await received("query", undefined, "x", "/a#Action=Create")).query).toBe("p=x");
  });
});

test("operations of one path that differ by their query are told apart through openapi-fetch as well", async () => {
  const row = { method: "GET", safe: true, security: [], response: "none" } as const;
  const table = { first: { ...row, path: "/a?do=one" }, second: { ...row, path: "/a?do=two" } };
  const seen: (string | undefined)[] = [];
  const client = createFetchClient<Record<string, never>>(table, {
    client: { name: "test", version: "1.0.0" },
    baseUrl: server.address,
    credentials: {},
    options: { hooks: { onRequest: ({ operation }) => void seen.push(operation.id) } },
  });
  for (const path of ["/a?do=two", "/a?do=one"]) await (client.GET as (path: string) => Promise<unknown>)(path);
  expect(seen).toEqual(["second", "first"]);
});

describe("in a header", () => {
  test.each<[ValueStyle | undefined, unknown, string | undefined]>([
    [undefined, "a b%/é", "a b%/é"],
    [undefined, ["a", 1, true], "a,1,true"],
    [undefined, { R: 100, G: "x" }, "R,100,G,x"],
    [{ explode: true }, { R: 100, G: "x" }, "R=100,G=x"],
    [undefined, [], undefined],
    [undefined, null, undefined],
    [{ contentType: "application/json" }, { a: "€" }, String.raw`{"a":"\u20ac"}`],
    [undefined, "a, b", "a, b"],
    [undefined, ['"a, \\",b"', "W/x"], '"a, \\",b",W/x'],
  ])("the style %j writes %j as %s", async (style, value, text) => {
    expect((await received("header", style, value)).header).toBe(text);
  });

  test.each<[ValueStyle | undefined, unknown]>([
    [undefined, ["a,b", "c"]],
    [undefined, { R: "a,b" }],
    [undefined, { "a,b": 1 }],
    [{ explode: true }, { "a=b": 1 }],
  ])("the style %j refuses a sign that would divide a member: %j", async (style, value) => {
    const before = server.received.length;
    const error = await errorOf<ConfigurationError>(received("header", style, value));
    expect([error.code, error.option, server.received.length]).toEqual(["ConfigurationError", "p", before]);
  });
});

test.each([["a\r\nX-Evil: 1"], ["€"]])("what no header can have is refused by the name of the header: %j", async (value) => {
  const before = server.received.length;
  const error = await errorOf<ConfigurationError>(received("header", undefined, value));
  expect([error.code, error.option, server.received.length]).toEqual(["ConfigurationError", "p", before]);
});

describe("in a cookie", () => {
  test.each<[ValueStyle | undefined, unknown, string | undefined]>([
    [undefined, "a b;c", "p=a%20b%3Bc"],
    [undefined, ["a", "b"], "p=a; p=b"],
    [{ explode: false }, ["a", "b"], "p=a,b"],
    [undefined, { R: 100, G: 2 }, "R=100; G=2"],
    [{ style: "cookie" }, "a/b=c", "p=a/b=c"],
    [undefined, undefined, undefined],
  ])("the style %j writes %j as %s", async (style, value, text) => {
    expect((await received("cookie", style, value)).cookie).toBe(text);
  });

  test("a header of cookies goes with single ones", async () => {
    const { headers } = await sentWith("/", { header: { Cookie: "a=1" }, cookie: { own: 1 } });
    expect(headers?.cookie).toBe("a=1; own=1");
  });

  test("an own cookie goes with the one of the credential", async () => {
    const { headers } = await sentWith(
      "/",
      { cookie: { own: 1 } },
      cookieCredential({ option: "key", key: "secret", name: "session" }),
    );
    expect(headers?.cookie).toBe("own=1; session=secret");
  });

  test("is refused if the platform would leave it out", async () => {
    const { Request } = globalThis;
    // As a browser treats the header.
    globalThis.Request = class extends Request {
      constructor(url: string, { headers, ...init }: RequestInit = {}) {
        super(url, init);
        for (const [name, value] of new Headers(headers)) if (name !== "cookie") this.headers.set(name, value);
      }
    } as typeof Request;
    const error = await errorOf<ConfigurationError>(sentWith("/", { cookie: { own: 1 } })).finally(() => {
      globalThis.Request = Request;
    });
    expect([error.code, error.option]).toEqual(["ConfigurationError", "cookie"]);
  });
});

async function sentWith(path: string, input: Operations["get"]["input"], credential?: Credential) {
  const security = credential ? [["Key"]] : [];
  const call = createCall<Operations>(
    { get: { method: "GET", path, safe: true, security, response: "none" } },
    {
      client: { name: "test", version: "1.0.0" },
      baseUrl: server.address,
      credentials: { Key: credential },
      options: {},
    },
  );
  await call("get", input);
  return { ...server.received.at(-1) };
}
