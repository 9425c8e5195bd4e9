import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { ConfigurationError } from "@specloom/client-runtime";
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMcpServers } from "../../src/mcp/create-mcp-server.ts";
import { listMethods } from "../../src/method.ts";
import { makeSettings } from "../support/make-settings.ts";

async function connect(methods: Parameters<typeof makeSettings>[0], allowWrites = false): Promise<Client> {
  const settings = makeSettings(methods);
  const servers = createMcpServers(settings, listMethods(settings), settings.create({}), allowWrites);
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1.0.0" });
  await Promise.all([servers.create().connect(theirs), client.connect(mine)]);
  onTestFinished(async () => {
    await client.close();
    await servers.close();
  });
  return client;
}

const text = (result: Awaited<ReturnType<Client["callTool"]>>): string => {
  const [first] = result.content;
  return first?.type === "text" ? first.text : "";
};

const limited = { rules: { query: { properties: { limit: { types: ["integer"], minimum: 1 } } } } };

describe("tools", () => {
  test("there is one for each method that changes nothing, with its schema", async () => {
    const methods = {
      list: { run: () => [], operation: limited },
      remove: { run: () => undefined, operation: { safe: false, method: "DELETE" as const } },
    };
    const { tools } = await (await connect(methods)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(["things_list", "read_more"]);
    expect(tools[0]).toMatchObject({
      description: "Calls things.list of the client.\nGET /things/list",
      annotations: { readOnlyHint: true },
      inputSchema: {
        properties: { limit: { type: "integer", minimum: 1 }, max_rows: { maximum: 500 } },
        additionalProperties: false,
      },
    });
    const all = await (await connect(methods, true)).listTools();
    expect(all.tools.map(({ name, annotations }) => [name, annotations?.destructiveHint])).toEqual([
      ["things_list", false],
      ["things_remove", true],
      ["read_more", false],
    ]);
  });

  test("a method that changes something cannot be called unless it is offered", async () => {
    let called = 0;
    const client = await connect({ remove: { run: () => (called += 1), operation: { safe: false } } });
    await expect(client.callTool({ name: "things_remove", arguments: {} })).rejects.toThrow("there is no tool");
    expect(called).toBe(0);
  });

  test("more than forty methods are found and called by two tools", async () => {
    const names = Array.from({ length: 41 }, (_, index) => `listColour${index}`);
    const client = await connect({
      ...Object.fromEntries(names.map((name) => [name, { run: () => [{ name }] }])),
      paint: { run: ({ limit }) => ({ painted: limit }), operation: limited },
    });
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      "search_operations",
      "call_operation",
      "read_more",
    ]);
    const found = JSON.parse(text(await client.callTool({ name: "search_operations", arguments: { query: "how to paint" } })));
    expect(found).toMatchObject({
      of: 42,
      operations: [{ name: "things_paint", inputSchema: { properties: { limit: {} } }, readOnly: true }],
    });
    const given = { name: "things_paint", arguments: { limit: 3 } };
    expect(JSON.parse(text(await client.callTool({ name: "call_operation", arguments: given })))).toEqual({ painted: 3 });
    const wrong = await client.callTool({ name: "call_operation", arguments: { name: "things_pant" } });
    expect([wrong.isError, text(wrong)]).toEqual([true, expect.stringContaining("search_operations finds them")]);
  });
});

async function* count(to: number, onLeave: () => void): AsyncGenerator<{ n: number }> {
  try {
    for (let n = 0; n < to; n += 1) yield { n };
  } finally {
    onLeave();
  }
}

async function* slow(): AsyncGenerator<number> {
  for (let n = 0; n < 8; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    yield n;
  }
}

const refuse = (): never => {
  throw new ConfigurationError(undefined, "limit must be 1 or more", { option: "limit", expected: "1 or more" });
};

describe("results", () => {
  test("have at most the given number of rows, and a cursor to go on, once", async () => {
    let left = 0;
    const client = await connect({ all: { run: () => count(5, () => void (left += 1)) } });
    const first = JSON.parse(text(await client.callTool({ name: "things_all", arguments: { max_rows: 2 } })));
    expect(first).toEqual({ rows: [{ n: 0 }, { n: 1 }], next: { cursor: expect.any(String), tool: "read_more" } });
    const next = await client.callTool({ name: "read_more", arguments: { cursor: first.next.cursor } });
    expect([JSON.parse(text(next)), left]).toEqual([{ rows: [{ n: 2 }, { n: 3 }, { n: 4 }] }, 1]);
    const again = await client.callTool({ name: "read_more", arguments: { cursor: first.next.cursor } });
    expect([again.isError, text(again)]).toEqual([true, expect.stringContaining("call the tool again")]);
  });

  test("end before they are too long, and keep the fields beside their rows", async () => {
    const page = { total: 100, rows: Array.from({ length: 100 }, (_, n) => ({ n, long: "x".repeat(2000) })) };
    const client = await connect({ page: { run: () => page } });
    const result = text(await client.callTool({ name: "things_page", arguments: { max_rows: 500 } }));
    const { rows, total, next } = JSON.parse(result);
    expect(result.length).toBeLessThan(34_000);
    expect([rows.length, total, typeof next.cursor]).toEqual([15, 100, "string"]);
  });

  test("that have no rows and are too long are resources", async () => {
    const client = await connect({ get: { run: () => ({ long: "x".repeat(100_000) }) } });
    const result = await client.callTool({ name: "things_get", arguments: {} });
    expect(text(result)).toMatch(/100011 characters in all: read the resource/);
    const link = result.content[1];
    const uri = link?.type === "resource_link" ? link.uri : "";
    const { contents } = await client.readResource({ uri });
    expect(contents).toMatchObject([{ mimeType: "application/json", text: JSON.stringify({ long: "x".repeat(100_000) }) }]);
    expect((await client.listResources()).resources).toMatchObject([{ uri }]);
    await expect(client.readResource({ uri: "specloom://results/none" })).rejects.toThrow("there is no resource");
  });

  test("name a fix after a failure", async () => {
    const result = await (await connect({ list: { run: refuse } })).callTool({ name: "things_list", arguments: {} });
    expect([result.isError, text(result)]).toEqual([true, expect.stringContaining("limit must be 1 or more")]);
  });

  test("a call that is cancelled ends its request", async () => {
    let aborted: unknown;
    const stop = new AbortController();
    const client = await connect({
      wait: {
        run: (_params, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => {
              aborted = signal.reason;
              reject(signal.reason);
            });
            stop.abort(new Error("enough"));
          }),
      },
    });
    const call = client.callTool({ name: "things_wait", arguments: {} }, { signal: stop.signal });
    await expect(call).rejects.toThrow("enough");
    await expect.poll(() => aborted).toBeDefined();
  });

  test("a long call reports its progress", async () => {
    const seen: number[] = [];
    const client = await connect({ all: { run: slow } });
    await client.callTool({ name: "things_all", arguments: {} }, { onprogress: ({ progress }) => void seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  });
});

test("any arguments of a tool end in a result or an error of the protocol", async () => {
  const operation = {
    takesBody: "fields" as const,
    rules: { body: { properties: { a: { types: ["string"] }, b: { types: ["object"], properties: { c: {} } } } } },
  };
  const client = await connect({ list: { run: (params) => [params], operation }, all: { run: () => count(3, () => {}) } });
  const names = fc.constantFrom("things_list", "things_all", "read_more", "toString", "__proto__", "");
  await fc.assert(
    fc.asyncProperty(names, fc.dictionary(fc.string(), fc.jsonValue()), async (name, given) => {
      const outcome = await client.callTool({ name, arguments: given }).then(
        ({ content }) => content.length > 0,
        (error: unknown) => error instanceof Error && /there is no tool|nvalid/.test(error.message),
      );
      expect(outcome).toBe(true);
    }),
    { numRuns: 300, seed: 20261129 },
  );
  expect((await client.listTools()).tools.length).toBe(3);
});

describe("a call that ends early or finds nothing", () => {
  test("gives the account with the error, and null for a missing result", async () => {
    const account = { accepted: ["one"] };
    const client = await connect({
      act: {
        run: () => {
          throw Object.assign(new Error("ended early"), { account });
        },
      },
      fail: {
        run: () => {
          throw new TypeError("x is not a function");
        },
      },
      find: { run: () => undefined },
    });
    const ended = await client.callTool({ name: "things_act", arguments: {} });
    expect(ended).toMatchObject({ isError: true, content: [{ text: "ended early" }, { text: JSON.stringify(account) }] });
    const failed = await client.callTool({ name: "things_fail", arguments: {} });
    expect([failed.isError, text(failed)]).toEqual([true, expect.stringContaining("x is not a function")]);
    expect(text(await client.callTool({ name: "things_find", arguments: {} }))).toBe("null");
  });
});
