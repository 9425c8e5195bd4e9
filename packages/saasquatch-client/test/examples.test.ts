import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveMock } from "../../../test/serve-mock.ts";
import { parseCsv, toCsvLine } from "../examples/csv.ts";
import { formatProgress } from "../examples/progress-bar.ts";
import { createSaaSquatchMock, type SaaSquatchMock } from "../src/testing.ts";

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const closing: (() => Promise<void> | void)[] = [];
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "saasquatch-examples-"));
  closing.push(() => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const example = (name: string) => fileURLToPath(new URL(`../examples/${name}.ts`, import.meta.url));

/** Serves a mock, and gives the environment in which an example reaches it. */
async function environmentOf(mock: SaaSquatchMock, delayMs?: number): Promise<NodeJS.ProcessEnv> {
  const { origin, close } = await serveMock(mock, delayMs);
  closing.push(close);
  return { PATH: process.env["PATH"], NO_COLOR: "1", ...mock.environment(origin) };
}

function run(env: NodeJS.ProcessEnv, name: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [example(name), ...args], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

test("the tour prints an aligned table, its cost and the outcome of each action, within 80 columns", async () => {
  const { exitCode, stdout, stderr } = await run(await environmentOf(createSaaSquatchMock()), "tour");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/REFERRAL +STARTED \(UTC\) +PAID \(UTC\).*REWARD \(USD\)\n {2}referral-\d+ +2026-06-\d\d /);
  expect(stdout).toMatch(/and \d+ before them: \d+ listReferrals requests/);
  expect(stdout).toMatch(/accepted +\d+ +\d+\n {2}rejected +0 +1\n {2}unknown +0 +0\n {2}not sent +0 +0\n/);
  expect(stdout).toMatch(/referral-\d+ DENIED: 402: The reward of referral-\d+ cannot be cancelled/);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("the fraud queue is listed, checked and sent, and the rest is left in a file", async () => {
  const mock = createSaaSquatchMock({ referrals: 30 });
  const env = await environmentOf(mock);
  const { stdout: queue } = await run(env, "fraud-queue", "list");
  const [header = "", ...lines] = queue.trim().split("\n");
  expect(header).toBe("referral_id,started,referred,signals,decision");
  expect(lines).toHaveLength(10);

  const decided = lines.map((line, at) => (at === 9 ? line : `${line}${at === 0 ? "deny" : "Approve"}`));
  const file = join(folder, "queue.csv");
  await writeFile(file, [header, ...decided, ""].join("\r\n"));
  const check = await run(env, "fraud-queue", "check", file);
  expect(check).toEqual({
    exitCode: 0,
    stdout: "8 to approve and 1 to deny, in 1 request\n",
    stderr: "",
  });
  expect(mock.requests()).not.toContain("moderateReferrals");

  const left = join(folder, "left.csv");
  const send = await run(env, "fraud-queue", "send", file, left);
  expect(send.exitCode).toBe(1);
  expect(send.stdout).toMatch(/^8 to approve and 1 to deny, in 1 request\n8 accepted, 1 rejected, 0 unknown, 0 not sent/);
  expect(await readFile(left, "utf8")).toMatch(/^referral_id,decision,reason\nreferral-00001,deny,.*402.*\n$/);
  expect(mock.referrals().filter(({ moderationStatus }) => moderationStatus === "PENDING")).toHaveLength(2);
});

test("the progress bar grows with each action, on one line of one width", () => {
  const progress = { total: 300, accepted: 0, rejected: 0, unknown: 0, notSent: 300, requests: 0 };
  const lines = [progress, { ...progress, notSent: 101, accepted: 190, rejected: 9 }, { ...progress, notSent: 0 }].map(
    formatProgress,
  );
  expect(lines.map((line) => line.trimEnd())).toEqual([
    `${"░".repeat(30)}   0 %  0 rejected, 0 unknown`,
    `${"█".repeat(20)}${"░".repeat(10)}  66 %  9 rejected, 0 unknown`,
    `${"█".repeat(30)} 100 %  0 rejected, 0 unknown`,
  ]);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});

test("CSV fields may hold commas, quotes and line breaks, and are read back unchanged", () => {
  const line = toCsvLine(["a", 'say "no", now', "two\nlines", 5, undefined]);
  expect(parseCsv(`id,text,more,count,none\r\n${line}\r\n\r\n`, "a.csv")).toEqual([
    { id: "a", text: 'say "no", now', more: "two\nlines", count: "5", none: "" },
  ]);
  expect(parseCsv("\uFEFFid\n1\n2", "a.csv")).toEqual([{ id: "1" }, { id: "2" }]);
  expect(parseCsv("", "a.csv")).toEqual([]);
});

test.each([
  ['id,decision\n1,approve\n2,"deny\n3,approve\n', "a.csv, line 3"],
  ['id,decision\n1,"approve" it\n', "a.csv, line 2"],
  ['"id\n1\n', "a.csv, line 1"],
])("CSV with a quote that is not closed, or within a field, is refused: %j", (text, place) => {
  expect(() => parseCsv(text, "a.csv")).toThrow(`${place}: a quote is not closed, or stands within a field`);
});

test("a text of a friend in the fraud queue is no formula to a spreadsheet", async () => {
  const mock = createSaaSquatchMock({ referrals: 0 });
  for (const friend of createSaaSquatchMock({ referrals: 1 }).referrals())
    mock.add({ ...friend, referredUser: { ...friend.referredUser, email: '=HYPERLINK("https://evil.example")' } });
  const { stdout } = await run(await environmentOf(mock), "fraud-queue", "list");
  expect(stdout).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  expect(stdout).not.toMatch(/(?:^|,)"?[=+@-]/m);
});

test("the fraud queue refuses an unknown decision and an unknown command", async () => {
  const env = await environmentOf(createSaaSquatchMock({ referrals: 3 }));
  const file = join(folder, "queue.csv");
  await writeFile(file, 'referral_id,decision\n"referral-00001",maybe\n');
  expect((await run(env, "fraud-queue", "send", file)).stderr).toContain('record 1: the decision "maybe"');
  expect(await run(env, "fraud-queue", "delete")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("usage:") });
});

test.each([
  ["fraud-queue", ["check", "queue.csv"], 'queue.csv: no record with a column "decision", as "list" writes it\n'],
  ["warehouse-sync", ["queue.csv"], "queue.csv, line 1: no referral, so this is no file of warehouse-sync\n"],
])("%s leaves a foreign file alone, and says what is wrong with it in a sentence", async (name, args, message) => {
  const env = await environmentOf(createSaaSquatchMock({ referrals: 3 }));
  const file = join(folder, "queue.csv");
  await writeFile(file, "referral_id,name\n1,a\nunfinished");
  const { exitCode, stderr } = await run(env, name, ...args.map((arg) => arg.replace("queue.csv", file)));
  expect([exitCode, stderr.replace(file, "queue.csv")]).toEqual([1, message]);
  expect(await readFile(file, "utf8")).toContain("unfinished");
});

test.each(["unfinished", '{"name":"x"}', "{}"])("warehouse-sync leaves a file of one line alone: %j", async (text) => {
  const env = await environmentOf(createSaaSquatchMock({ referrals: 3 }));
  const file = join(folder, "other.json");
  await writeFile(file, text);
  const { exitCode, stderr } = await run(env, "warehouse-sync", file);
  expect([exitCode, stderr]).toEqual([1, `${file}, line 1: no referral, so this is no file of warehouse-sync\n`]);
  expect(await readFile(file, "utf8")).toBe(text);
});

test.each([
  ["a file that is not there", "nowhere.csv", "there is no such file or folder"],
  ["a folder", ".", "it is a folder, and a file is expected"],
])("%s is named, with what is wrong", async (_name, path, reason) => {
  const env = await environmentOf(createSaaSquatchMock({ referrals: 3 }));
  const place = join(folder, path);
  expect(await run(env, "fraud-queue", "check", place)).toEqual({ exitCode: 1, stdout: "", stderr: `${place}: ${reason}\n` });
});

test("an example without a key says which variables it reads, and nothing else", async () => {
  const { exitCode, stderr } = await run({ PATH: process.env["PATH"] }, "warehouse-sync", join(folder, "a.ndjson"));
  expect([exitCode, stderr]).toEqual([
    1,
    "cannot start: tenantAlias must be given, or SAASQUATCH_TENANT_ALIAS set in the environment.\n",
  ]);
});

const idsOf = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line): string => JSON.parse(line).id);

test("the warehouse sync writes every referral once, and a second run only the new ones", async () => {
  const mock = createSaaSquatchMock({ referrals: 1050 });
  const env = await environmentOf(mock);
  const file = join(folder, "referrals.ndjson");
  expect(await run(env, "warehouse-sync", file)).toMatchObject({
    exitCode: 0,
    stdout: `${file}: 1,050 referrals, 1,050 of them new\n`,
  });
  mock.add({ id: "the-newest" });
  expect(await run(env, "warehouse-sync", file)).toMatchObject({
    exitCode: 0,
    stdout: `${file}: 1,051 referrals, 1 of them new\n`,
  });
  expect(idsOf(await readFile(file, "utf8"))).toEqual(mock.referrals().map(({ id }) => id));
});

test.each(["SIGKILL", "SIGINT"] as const)(
  "a warehouse sync that is stopped by %s goes on without loss or duplicates",
  async (signal) => {
    const mock = createSaaSquatchMock({ referrals: 1200 });
    const env = await environmentOf(mock, 15);
    const file = join(folder, "referrals.ndjson");
    const child = spawn(process.execPath, [example("warehouse-sync"), file], { env, stdio: "ignore" });
    const exit = once(child, "exit");
    while ((await stat(file).catch(() => ({ size: 0 }))).size < 300_000) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    await exit;
    const written = idsOf((await readFile(file, "utf8")).replace(/[^\n]*$/, ""));
    expect(written.length).toBeGreaterThan(100);
    expect(written.length).toBeLessThan(1200);

    // Meanwhile rows are removed in front of it and added at the end, and the last line of the file is cut.
    for (const id of written.slice(0, 150)) mock.remove(id);
    mock.add({ id: "the-newest" });
    await writeFile(file, `${await readFile(file, "utf8")}{"id":"referral-0`);
    expect(await run(env, "warehouse-sync", file)).toMatchObject({ exitCode: 0 });
    const all = idsOf(await readFile(file, "utf8"));
    expect(new Set(all).size).toBe(all.length);
    expect(mock.referrals().filter(({ id }) => !all.includes(id))).toEqual([]);
  },
);
