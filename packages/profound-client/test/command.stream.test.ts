import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

const bin = fileURLToPath(new URL("../bin/profound-client.mjs", import.meta.url));
const WEEK = ["--category-id", "c", "--start-date", "2026-11-01", "--end-date", "2026-11-07"];
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "profound-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function listen(handle: RequestListener): Promise<{ env: Record<string, string>; server: Server }> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return { server, env: { PROFOUND_API_KEY: "key", PROFOUND_BASE_URL: `http://127.0.0.1:${port}` } };
}

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const summaryOf = (rows: number) => event("summary", { total_results: rows, query: {} });

/** Streams rows as fast as they are taken. */
function streamRows(rows: number): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(summaryOf(rows));
    let sent = 0;
    const send = (): void => {
      while (sent < rows) {
        let text = "";
        for (const end = Math.min(sent + 1000, rows); sent < end; sent += 1)
          text += event("result", { domain: `${sent}.example.com`, count: sent, citation_share: 0.5, rank: sent });
        if (!response.write(text)) return void response.once("drain", send);
      }
      response.end();
    };
    send();
  };
}

function start(args: readonly string[], env: Record<string, string>, nodeArgs: readonly string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, bin, "reports", ...args], { env: { PATH: process.env["PATH"], ...env } });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, stderr })),
  );
  return { child, ended };
}

const filesOf = async (name: string) => (await readdir(folder)).filter((file) => file.startsWith(name));

test("a million rows become CSV in a heap of 64 MB", async () => {
  const { env } = await listen(streamRows(1_000_000));
  const path = join(folder, "million.csv");
  const { child, ended } = start(["stream-citations", ...WEEK, "--output", path, "--format", "csv"], env, [
    "--max-old-space-size=64",
  ]);
  child.stdout.resume();
  expect(await ended).toEqual({ code: 0, stderr: "" });
  const text = await readFile(path, "utf8");
  expect(text.split("\n").length).toBe(1_000_002);
  expect(text.slice(0, 60)).toMatch(/^domain,count,citation_share,rank\n0\.example\.com,0,0\.5,0\n/);
  expect(text.endsWith("999999.example.com,999999,0.5,999999\n")).toBe(true);
});

test("Ctrl-C in the middle leaves no file, and a second process can write it", async () => {
  let isSlow = true;
  const { env } = await listen((request, response) => {
    if (!isSlow) return streamRows(3)(request, response);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(summaryOf(10) + event("result", { domain: "a.example", count: 1, citation_share: 1, rank: 1 }));
  });
  const path = join(folder, "stopped.csv");
  const args = ["stream-citations", ...WEEK, "--output", path, "--format", "csv"];
  const { child, ended } = start(args, env);
  await expect.poll(() => filesOf("stopped.csv")).toHaveLength(1);
  child.kill("SIGINT");
  expect(await ended).toEqual({ code: 130, stderr: "profound-client: interrupted\n" });
  expect(await filesOf("stopped.csv")).toEqual([]);

  isSlow = false;
  expect(await start(args, env).ended).toEqual({ code: 0, stderr: "" });
  expect((await readFile(path, "utf8")).split("\n").length).toBe(5);
});

test("a stream that breaks off leaves the earlier file as it was", async () => {
  let breaks = false;
  const { env } = await listen((request, response) => {
    if (!breaks) return streamRows(2)(request, response);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(summaryOf(10) + event("result", { domain: "b.example", count: 1, citation_share: 1, rank: 1 }), () =>
      response.destroy(),
    );
  });
  const path = join(folder, "broken.ndjson");
  const args = ["stream-citations", ...WEEK, "--output", path, "--format", "ndjson"];
  expect((await start(args, env).ended).code).toBe(0);
  const before = await readFile(path, "utf8");
  breaks = true;
  const ended = await start(args, env).ended;
  expect(ended).toMatchObject({ code: 4, stderr: expect.stringContaining("streamCitations") });
  expect([await readFile(path, "utf8"), await filesOf("broken.ndjson")]).toEqual([before, ["broken.ndjson"]]);
});

test("rows are printed as they come, and leaving early closes the connection", async () => {
  const left = new AbortController();
  const { env } = await listen((_request, response) => {
    response.on("close", () => left.abort());
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(summaryOf(10) + event("result", { domain: "c.example", count: 1, citation_share: 1, rank: 1 }));
  });
  const { child, ended } = start(["stream-citations", ...WEEK, "--format", "ndjson", "--limit", "1"], env);
  const first = new Promise<string>((resolve) => child.stdout.setEncoding("utf8").once("data", resolve));
  expect(await first).toBe('{"domain":"c.example","count":1,"citation_share":1,"rank":1}\n');
  expect(await ended).toEqual({ code: 0, stderr: "" });
  await expect.poll(() => left.signal.aborted).toBe(true);
});

test("a named pipe is written as it is read, and Ctrl-C ends the wait for a reader at once", async () => {
  let requests = 0;
  const stream = streamRows(20_000);
  const { env } = await listen((request, response) => {
    requests += 1;
    stream(request, response);
  });
  const path = join(folder, "pipe");
  await promisify(execFile)("mkfifo", [path]);
  const args = ["stream-citations", ...WEEK, "--output", path, "--format", "ndjson"];
  // After twice the time of a whole command, it is waiting for a reader.
  const began = performance.now();
  await start(["--help"], env).ended;
  const pause = 2 * (performance.now() - began) + 500;
  const waiting = start(args, env);
  await setTimeout(pause);
  expect(waiting.child.exitCode).toBe(null);
  waiting.child.kill("SIGINT");
  expect(await waiting.ended).toEqual({ code: 130, stderr: "profound-client: interrupted\n" });

  const read = start(args, env);
  const { stdout } = await promisify(execFile)("sh", ["-c", `wc -l < ${path}`]);
  expect([await read.ended, stdout.trim()]).toEqual([{ code: 0, stderr: "" }, "20000"]);

  // A reader that stops reading delays nobody.
  const stuck = start(args, env);
  const reader = spawn("sh", ["-c", `exec 3< ${path}; sleep 60`]);
  onTestFinished(() => void reader.kill());
  await expect.poll(() => requests).toBe(2);
  await setTimeout(500);
  expect(stuck.child.exitCode).toBe(null);
  stuck.child.kill("SIGINT");
  expect(await stuck.ended).toEqual({ code: 130, stderr: "profound-client: interrupted\n" });
});
