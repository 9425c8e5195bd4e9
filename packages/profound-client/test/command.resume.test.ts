import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createProfoundMock } from "../src/testing.ts";

const bin = fileURLToPath(new URL("../bin/profound-client.mjs", import.meta.url));
const WEEK = "--category-id 11111111-1111-4111-8111-111111111111 --start-date 2026-11-01 --end-date 2026-11-07";
const WALK = `reports query-citations ${WEEK} --group-by model --metrics count --all --page-size 20 --limit 130`;
const KEY = "key-nobody-may-see";
/** Of the walk above, when nothing fails. */
const PAGES = 7;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "profound-resume-"));
  onTestFinished(() => rm(folder, { recursive: true }));
});

type Fault = (response: ServerResponse) => void;

/** The mock behind a server that fails at the requests of these numbers, counted over all runs. */
async function listen(faults: Readonly<Record<number, Fault>> = {}) {
  const mock = createProfoundMock({ apiKey: KEY });
  let requests = 0;
  const days: unknown[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    requests += 1;
    days.push(JSON.parse(body.toString()).end_date);
    const fault = faults[requests];
    if (fault) return fault(response);
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = new Request(`http://localhost${incoming.url}`, { method: "POST", headers, body });
    const reply = await mock.fetch(request);
    response.writeHead(reply.status, { "content-type": "application/json" }).end(await reply.text());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  const env = { PROFOUND_API_KEY: KEY, PROFOUND_BASE_URL: `http://127.0.0.1:${port}` };
  return { env, days, requests: () => requests };
}

function start(line: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [bin, ...line.split(" ")], { cwd: folder, env: { PATH: process.env["PATH"], ...env } });
  let stderr = "";
  child.stdout.resume();
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, stderr })),
  );
  return { child, ended };
}

const run = (line: string, env: Readonly<Record<string, string>>) => start(line, env).ended;
const text = (name: string) => readFile(join(folder, name), "utf8");

const refused: Fault = (response) => response.writeHead(403, { "content-type": "application/json" }).end('{"detail":"not now"}');
const page: Fault = (response) => response.writeHead(200, { "content-type": "text/html" }).end("<title>Sign in</title>");
const emptied: Fault = (response) =>
  response.writeHead(200, { "content-type": "application/json" }).end('{"info":{"total_results":9000},"data":[]}');

test.each(["csv", "tsv", "ndjson", "json"])(
  "a walk to %s goes on after every failure, and the file is that of one run",
  async (format) => {
    const whole = await listen();
    expect(await run(`${WALK} --format ${format} --output whole`, whole.env)).toEqual({ code: 0, stderr: "" });
    expect(whole.requests()).toBe(PAGES);

    // A refused page, a response that is not a page, and a page that contradicts the ones before it.
    const { env, requests } = await listen({ 3: refused, 5: page, 8: emptied });
    const line = `${WALK} --format ${format} --output out`;
    const kept = "profound-client: what has come is kept in out.kept-pages: the same command with --resume goes on from there\n";
    const first = await run(line, env);
    expect(first).toMatchObject({ code: 3, stderr: expect.stringContaining(kept) });
    for (const code of [1, 1]) {
      expect(await readdir(folder)).toEqual(["out.kept-pages", "whole"]);
      expect(await run(`${line} --resume`, env)).toMatchObject({ code, stderr: expect.stringContaining(kept) });
    }
    expect(await run(`${line} --resume`, env)).toEqual({ code: 0, stderr: "" });
    expect(await text("out")).toBe(await text("whole"));
    expect(await readdir(folder)).toEqual(["out", "whole"]);
    // No page that the walk had passed was requested twice.
    expect(requests()).toBe(PAGES + 3);
  },
);

test("Ctrl-C and a kill in the middle leave no file, and the pages to go on with", async () => {
  const { env, requests } = await listen({ 4: () => {}, 6: () => {} });
  const line = `${WALK} --format csv --output out.csv`;
  const stopped = start(line, env);
  await expect.poll(requests).toBe(4);
  stopped.child.kill("SIGINT");
  expect(await stopped.ended).toEqual({
    code: 130,
    stderr:
      "profound-client: what has come is kept in out.csv.kept-pages: the same command with --resume goes on from there\nprofound-client: interrupted\n",
  });
  // Rows may hold personal data.
  expect((await stat(join(folder, "out.csv.kept-pages"))).mode & 0o777).toBe(0o600);
  const killed = start(`${line} --resume`, env);
  await expect.poll(requests).toBe(6);
  killed.child.kill("SIGKILL");
  await killed.ended;
  expect(await readdir(folder)).not.toContain("out.csv");
  // The machine may have stopped in the middle of a line.
  await appendFile(join(folder, "out.csv.kept-pages"), '{"key":"x","sta');
  expect(await run(`${line} --resume`, env)).toEqual({ code: 0, stderr: "" });
  expect((await text("out.csv")).trim().split("\n").length).toBe(131);
  const whole = await listen();
  await run(`${WALK} --format csv --output whole.csv`, whole.env);
  expect(await text("out.csv")).toBe(await text("whole.csv"));
});

test("the columns, the format and the number of rows may differ, as pages are kept", async () => {
  const { env, requests } = await listen({ 4: refused });
  await run(`${WALK} --format csv --output out`, env);
  const line = `${WALK.replace("--limit 130", "--limit 70")} --format tsv --columns count --output out --resume`;
  const before = requests();
  expect(await run(line, env)).toEqual({ code: 0, stderr: "" });
  expect((await text("out")).split("\n").length).toBe(72);
  expect(requests() - before).toBe(1);
});

test("the pages of another walk or account are refused, before anything is sent", async () => {
  const { env, requests } = await listen({ 4: refused });
  const line = `${WALK} --output out`;
  await run(line, env);
  const before = requests();
  const refusals: (readonly [string, Record<string, string>, string])[] = [
    [line.replace("2026-11-07", "2026-11-06"), env, "are of a walk with another end_date"],
    [line.replace("--page-size 20", "--page-size 30"), env, "are of a walk with another limit"],
    [line, { ...env, PROFOUND_API_KEY: "key-of-another" }, "are of another key"],
    [line, { ...env, PROFOUND_BASE_URL: "http://127.0.0.1:1" }, "are with PROFOUND_BASE_URL http://127.0.0.1:"],
    [
      `reports query-referrals --domain a.example --start-date 2026-11-01 --metrics visits --all --output out`,
      env,
      "are of reports.queryCitationsAll, and this is reports.queryReferralsAll",
    ],
  ];
  for (const [other, own, words] of refusals) {
    const ended = await run(`${other} --resume`, own);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
    expect(ended.stderr).toContain("begin anew without --resume");
  }
  expect(requests()).toBe(before);
  expect(await text("out.kept-pages")).not.toContain(KEY);
  await writeFile(join(folder, "out.kept-pages"), "a file of mine\n");
  expect(await run(`${line} --resume`, env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("out.kept-pages has no pages of profound-client"),
  });
});

test("a day that is left out is the day on which the walk began", async () => {
  const { env, days, requests } = await listen({ 4: refused });
  const line = `${WALK.replace(" --end-date 2026-11-07", "")} --output out`;
  await run(line, env);
  // As if that had been on another day. Pages of another request are not used.
  const pages = await text("out.kept-pages");
  await writeFile(join(folder, "out.kept-pages"), pages.replace(/"now":"[^"]*"/, '"now":"2026-11-10T12:00:00.000Z"'));
  expect(await run(`${line} --resume`, env)).toEqual({ code: 0, stderr: "" });
  expect(requests()).toBe(4 + PAGES);
  expect(new Set(days.slice(4))).toEqual(new Set(["2026-11-10"]));
});

test("the walk begins anew without --resume, or if nothing is kept", async () => {
  const { env, requests } = await listen({ 4: refused });
  const line = `${WALK} --output out`;
  await run(line, env);
  expect(await run(line, env)).toEqual({ code: 0, stderr: "" });
  expect([requests(), await readdir(folder)]).toEqual([4 + PAGES, ["out"]]);
  const again = await run(`${line} --resume`, env);
  expect(again).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("nothing is kept in out.kept-pages: the walk begins with"),
  });
});

test("a run that needs one page leaves none of an earlier run behind", async () => {
  const { env } = await listen({ 4: refused });
  await run(`${WALK} --output out`, env);
  expect(await run(`${WALK.replace("--limit 130", "--limit 5")} --output out`, env)).toEqual({ code: 0, stderr: "" });
  expect(await readdir(folder)).toEqual(["out"]);
});

test("--resume is refused if the run keeps no pages", async () => {
  const { env } = await listen();
  expect(await run(`${WALK} --resume`, env)).toMatchObject({ code: 2, stderr: expect.stringContaining("name it with --output") });
  expect(await run(`${WALK} --output /dev/null --resume`, env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("/dev/null is no file"),
  });
  expect(await run(`${WALK.replace(" --all", "")} --output out --resume`, env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("give --all as well"),
  });
});
