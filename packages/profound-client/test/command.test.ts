import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { createProfoundClient } from "../src/client.ts";
import { command } from "../src/command.ts";

const folder = new URL("../", import.meta.url);
const run = (line: string, options: Parameters<typeof runClientCommand>[2] = {}) => runClientCommand(folder, line, options);
const WEEK = "--category-id 11111111-1111-4111-8111-111111111111 --start-date 2026-11-01 --end-date 2026-11-07";

test("every method of the client is a command", () => {
  const resources = Object.entries(createProfoundClient({ apiKey: "key" })).filter(([, value]) => typeof value === "object");
  const names = resources.flatMap(([resource, methods]) => Object.keys(methods).map((name) => `${resource}.${name}`));
  const commands = [...new Set([...Object.keys(command.methods), ...Object.keys(command.byHand ?? {})])];
  expect(commands.toSorted()).toEqual(names.toSorted());
  // A generated method has the words of the spec.
  expect(Object.keys(command.texts ?? {}).toSorted()).toEqual(Object.keys(command.byHand ?? {}).toSorted());
});

describe("help", () => {
  test.each(Object.entries(command.texts ?? {}))("the example of %s runs against the mock", async (name, { example }) => {
    const words = name.replace(".", " ").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const line = `profound-client ${words} ${example} --mock`;
    const help = await run(`profound-client ${words} --help`);
    expect(help).toMatchObject({ exitCode: 0, stderr: "", stdout: expect.stringContaining(line) });
    const ended = await run(line);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout.split("\n").length).toBeGreaterThan(3);
  });

  test("names the resources and their commands, and without arguments is a wrong call", async () => {
    expect(await run("profound-client --help")).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/\n {2}reports /) });
    expect(await run("profound-client reports --help")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("stream-citations"),
    });
    expect(await run("profound-client")).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("Usage:") });
  });

  test("suggests the nearest name", async () => {
    expect(await run("profound-client reports query-citatons")).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("Did you mean query-citations?"),
    });
    expect(await run(`profound-client reports query-citations --categry-id 1`)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Did you mean --category-id?"),
    });
  });
});

test("whoami says where the credential is from, and makes a call", async () => {
  expect(JSON.parse((await run("profound-client whoami --mock")).stdout)).toMatchObject({ credential: "mock", accepted: true });
});

describe("output", () => {
  test("CSV has a column for each value, and as many rows as were asked for", async () => {
    const { stdout, stderr } = await run(
      `profound-client reports query-citations ${WEEK} --group-by model --metrics count,citation_share --limit 60 --all --format csv --mock`,
    );
    const [head, ...rows] = stdout.trimEnd().split("\n");
    expect([stderr, head, rows.length]).toEqual(["", "domain,model.id,model.name,count,citation_share", 60]);
  });

  test.each([
    [
      "query-citations --group-by topic,model --metrics count,rank --format csv",
      "domain,topic.id,topic.name,model.id,model.name,count,rank\n",
    ],
    ["query-citations --group-by page --metrics count --format csv", "page,count\n"],
    ["query-referrals --metrics visits --dimensions date --domain a.example --format csv", "date,visits\n"],
    ["query-citations --format tsv", "domain\tcount\tcitation_share\trank\n"],
    ["stream-citations --metrics count --format csv", "domain,count\n"],
    ["query-citations --format csv --columns count", "count\n"],
    ["query-citations --format csv --group-by date --metrics count --all", "domain,date,count\n"],
  ])("a file without rows has its head: %s", async (args, head) => {
    const server = createServer((request, response) => {
      const info = { total_results: 0, count: 0, next_cursor: null };
      const isReferrals = request.url?.includes("referrals") === true;
      if (isReferrals)
        response
          .writeHead(200, { "content-type": "application/json" })
          .end('{"info":{"query":{"metrics":["visits"],"dimensions":["date"]},"total_rows":0},"data":[]}');
      else if (request.url?.includes("stream") === true)
        response.writeHead(200, { "content-type": "text/event-stream" }).end(`event: summary\ndata: ${JSON.stringify(info)}\n\n`);
      else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ info, data: [] }));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    const { port } = server.address() as AddressInfo;
    const env = { PROFOUND_API_KEY: "key", PROFOUND_BASE_URL: `http://127.0.0.1:${port}` };
    const ended = await run(
      `profound-client reports ${args.includes("--domain") ? `${args} --start-date 2026-11-01` : `${args} ${WEEK}`}`,
      { env },
    );
    server.close();
    server.closeAllConnections();
    expect(ended).toEqual({ exitCode: 0, stdout: head, stderr: "" });
  });

  test("JSON is the page as the API gives it, if the API applies the limit", async () => {
    const { stdout } = await run(`profound-client reports query-citations ${WEEK} --limit 3 --mock`);
    expect(JSON.parse(stdout)).toMatchObject({ info: { total_results: expect.any(Number) }, data: { length: 3 } });
  });

  test("a reader that closes the pipe early is not a failure", async () => {
    const ended = await run(`profound-client reports stream-citations ${WEEK} --format ndjson --mock | head -n 2`);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(
      ended.stdout
        .trim()
        .split("\n")
        .map((line) => Object.keys(JSON.parse(line)).length > 0),
    ).toEqual([true, true]);
  });

  test.each(["--help", "reports query-citations --help", "whoami --mock"])(
    "a reader that closes the pipe before %s is not a failure",
    async (args) => {
      expect(await run(`(sleep 0.2; profound-client ${args}) | true`)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    },
  );

  test("params come as JSON on standard input, and options win over them", async () => {
    const body = {
      category_id: "11111111-1111-4111-8111-111111111111",
      start_date: "2026-11-01",
      end_date: "2026-11-07",
      limit: 2,
    };
    const line = "profound-client reports query-citations --json - --metrics rank --mock --format ndjson";
    const { exitCode, stdout } = await run(line, { input: JSON.stringify(body) });
    expect([
      exitCode,
      stdout
        .trim()
        .split("\n")
        .map((row) => Object.keys(JSON.parse(row))),
    ]).toEqual([
      0,
      [
        ["domain", "rank"],
        ["domain", "rank"],
      ],
    ]);
  });
});

describe("failures", () => {
  test.each([
    ["a param that is missing", "--start-date 2026-11-01 --mock", 2, "it is given as --category-id"],
    ["a value that is not listed", `${WEEK} --metrics cuont --mock`, 2, '--metrics "cuont": one of count, citation_share, rank'],
    ["a number that is none", `${WEEK} --limit many --mock`, 2, "--limit many: a whole number"],
    ["a file that is not there", "--json @nowhere.json --mock", 2, "--json: nowhere.json cannot be read (ENOENT)"],
    ["JSON that is none", "--json '{\"a\":' --mock", 2, "--json: JSON is expected"],
    ["a name that every object has", `${WEEK} --json '{"__proto__":{"a":1}}' --mock`, 2, "__proto__ must be left out"],
    ["no name of a file", "--json @ --mock", 2, "--json @: the name of a file is expected"],
    ["a format that there is not", `${WEEK} --format xml --mock`, 2, "one of table, json, ndjson, csv, tsv"],
    ["no key", WEEK, 3, "set PROFOUND_API_KEY or PROFOUND_ACCESS_TOKEN, keep a key with profound-client login, or try"],
  ])("%s", async (_name, args, exitCode, words) => {
    const ended = await run(`profound-client reports query-citations ${args}`);
    expect(ended).toMatchObject({ exitCode, stdout: "", stderr: expect.stringContaining(words) });
    expect(ended.stderr).not.toContain("    at ");
  });

  test("a chart of an unknown column is refused before anything is sent", async () => {
    const env = { PROFOUND_API_KEY: "key", PROFOUND_BASE_URL: "http://127.0.0.1:1" };
    const line = `profound-client reports query-citations ${WEEK} --metrics count --chart`;
    expect(await run(`${line} rank`, { env })).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("--chart rank: there is no such column; there are domain, count"),
    });
    expect((await run(`${line} count`, { env })).exitCode).toBe(4);
  });

  test("a wrong key and a missing network have different errors, and neither shows the key", async () => {
    const server = createServer((_request, response) => {
      response.writeHead(401, { "content-type": "application/json" }).end('{"detail":"Invalid API key"}');
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    const { port } = server.address() as AddressInfo;
    const env = { PROFOUND_API_KEY: "secret-key-of-mine", PROFOUND_BASE_URL: `http://127.0.0.1:${port}` };
    const refused = await run(`profound-client reports query-citations ${WEEK}`, { env });
    server.close();
    server.closeAllConnections();
    expect(refused).toMatchObject({ exitCode: 3, stdout: "", stderr: expect.stringContaining("Invalid API key") });
    const silent = await run(`profound-client reports query-citations ${WEEK}`, { env });
    expect(silent).toMatchObject({ exitCode: 4, stdout: "", stderr: expect.stringContaining("connection refused") });
    expect(refused.stderr + silent.stderr).not.toContain("secret-key-of-mine");
  });
});
