import { execFile, spawn } from "node:child_process";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { command } from "../src/command.ts";

const bin = fileURLToPath(new URL("../bin/profound-client.mjs", import.meta.url));
const otherClient = fileURLToPath(new URL("support/call-through-ai-sdk.mjs", import.meta.url));
/** A tool for each method of the client, by name, and the one that continues a result. */
const TOOLS = [...new Set([...Object.keys(command.methods), ...Object.keys(command.byHand ?? {})])]
  .map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(".", "_"))
  .toSorted()
  .concat("read_more");
const citations = { category_id: "11111111-1111-4111-8111-111111111111", start_date: "2026-11-01", end_date: "2026-11-07" };

test("the official client lists the tools, calls one and reads on, over standard input and output", async () => {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [bin, "mcp", "--mock"] }));
  onTestFinished(() => client.close());
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(TOOLS);
  const read = async (name: string, given: Record<string, unknown>) => {
    const { content, isError } = await client.callTool({ name, arguments: given });
    const [first] = content;
    return { isError, text: first?.type === "text" ? first.text : "" };
  };
  const page = await read("reports_query_citations", { ...citations, filter: "model is ChatGPT", metrics: ["count"], limit: 3 });
  expect(JSON.parse(page.text)).toMatchObject({ info: { models: ["ChatGPT"] }, data: { length: 3 } });
  const begin = JSON.parse((await read("reports_stream_citations", { ...citations, max_rows: 3 })).text);
  const more = JSON.parse((await read("read_more", { cursor: begin.next.cursor, max_rows: 2 })).text);
  expect([...begin.rows, ...more.rows].map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3, 4, 5]);
  expect(await read("reports_query_citations", { ...citations, filter: "model iz ChatGPT" })).toMatchObject({
    isError: true,
    text: expect.stringContaining("filter: at column 7, “iz”: an operator of model"),
  });
  expect(await read("reports_query_citations", { category: "x" })).toMatchObject({
    isError: true,
    text: expect.stringContaining("category_id"),
  });
});

/** A server over HTTP, and where it is. */
async function serveHttp(token: string): Promise<string> {
  const env = { PATH: process.env["PATH"], SPECLOOM_MCP_TOKEN: token };
  const child = spawn(process.execPath, [bin, "mcp", "--mock", "--http", "0"], { env });
  onTestFinished(() => void child.kill("SIGTERM"));
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /http:\S+/.exec(line)?.[0];
    expect(line).not.toContain(token);
    if (url) return url;
  }
  throw new Error("the server did not start");
}

test("the official client and one of another library get the same rows over HTTP, with the token", async () => {
  const token = "a-token-of-the-test-1234";
  const url = await serveHttp(token);
  const headers = { authorization: `Bearer ${token}` };
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  onTestFinished(() => client.close());
  const given = {
    domain: "example.com",
    start_date: "2026-11-01",
    end_date: "2026-11-07",
    metrics: ["visits"],
    dimensions: ["referral_source"],
  };
  const mine = await client.callTool({ name: "reports_query_referrals", arguments: given });
  const env = { PATH: process.env["PATH"], MCP_URL: url, MCP_TOKEN: token };
  const call = [otherClient, "reports_query_referrals", JSON.stringify(given)];
  const { stdout } = await promisify(execFile)(process.execPath, call, { env });
  expect(JSON.parse(stdout)).toMatchObject({ tools: TOOLS, result: { content: mine.content } });
});

test("a request without the token, of another host or of a page is refused", async () => {
  const token = "a-token-of-the-test-1234";
  const { port } = new URL(await serveHttp(token));
  const ask = (headers: Record<string, string>, body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        {
          port,
          path: "/mcp",
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.once("error", reject);
      sent.end(body);
    });
  const authorization = `Bearer ${token}`;
  expect(await ask({ authorization })).toBe(200);
  expect(await ask({})).toBe(401);
  expect(await ask({ authorization: "Bearer another-token-of-the-test" })).toBe(401);
  expect(await ask({ authorization, host: "evil.example" })).toBe(403);
  expect(await ask({ authorization, origin: "https://evil.example" })).toBe(403);
  expect(await ask({ authorization }, "x".repeat(2_000_000))).toBe(413);
});

test("lines that are no messages end in errors, and the server goes on", async () => {
  const child = spawn(process.execPath, [bin, "mcp", "--mock"], { env: { PATH: process.env["PATH"] } });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const send = (message: string) => void child.stdin.write(`${message}\n`);
  const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "1" } };
  send(JSON.stringify({ jsonrpc: "2.0", id: 0, method: "initialize", params }));
  expect(JSON.parse(String((await lines.next()).value))).toMatchObject({
    id: 0,
    result: { serverInfo: { name: "profound-client" } },
  });
  const junk = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }).map((text) => text.replaceAll(/[\r\n]/g, " ")),
    fc.json({ maxDepth: 3 }),
    fc
      .record({ jsonrpc: fc.constant("2.0"), method: fc.string({ maxLength: 12 }), params: fc.jsonValue() })
      .map((value) => JSON.stringify(value)),
  );
  for (const line of fc.sample(junk, { numRuns: 300, seed: 20261129 })) send(line);
  send(JSON.stringify({ jsonrpc: "2.0", id: "last", method: "tools/list", params: {} }));
  let last: unknown;
  while (typeof last !== "object" || last === null || !("id" in last) || last.id !== "last")
    last = JSON.parse(String((await lines.next()).value));
  expect(last).toMatchObject({ result: { tools: { length: TOOLS.length } } });
});

test("arguments of any shape end in a result, or in words that an agent can act on", async () => {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [bin, "mcp", "--mock"] }));
  onTestFinished(() => client.close());
  const value = fc.jsonValue({ maxDepth: 2 });
  const names = [
    "__proto__",
    "constructor",
    "toString",
    "category_id",
    "cursor",
    "domain",
    "filter",
    "group_by",
    "max_rows",
    "metrics",
  ];
  const given = fc.oneof(
    value,
    fc.dictionary(fc.constantFrom(...names), value),
    fc.dictionary(fc.constantFrom(...names), value).map((own) => ({ ...citations, ...own })),
    fc.record(Object.fromEntries(Object.keys(citations).map((name) => [name, value]))),
    fc.constantFrom<unknown>({ ...citations, filter: "(".repeat(50_000) }, { ...citations, start_date: "x".repeat(2_000_000) }),
    fc.constantFrom<unknown>(
      JSON.parse('{"__proto__":{"domain":"a.example"}}'),
      { max_rows: 1e308 },
      { max_rows: "5" },
      { cursor: "__proto__" },
    ),
  );
  const calls = fc.sample(fc.tuple(fc.constantFrom(...TOOLS), given), { numRuns: 300, seed: 20261129 });
  const odd: string[] = [];
  for (const [name, own] of calls) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no typed client would send it
    const call = client.callTool({ name, arguments: own as Record<string, unknown> });
    const [isError, words] = await call.then<[boolean, string], [boolean, string]>(
      ({ content: [first], isError: isRefused = false }) => [isRefused, first?.type === "text" ? first.text : ""],
      // The protocol refuses arguments that are not an object.
      (error: unknown) => [!/Invalid|arguments/.test(String(error)), String(error)],
    );
    if (words.length > 40_000 || (isError && /please report it|TypeError|RangeError/.test(words))) odd.push(words.slice(0, 200));
  }
  expect(odd).toEqual([]);
  expect((await client.listTools()).tools.length).toBe(TOOLS.length);
});
