import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { serveMock } from "../../../test/serve-mock.ts";
import { createSaaSquatchMock, type SaaSquatchMock } from "../src/testing.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

const folder = new URL("../", import.meta.url);
let place = "";
let mock: SaaSquatchMock;
let env: Record<string, string> = {};
let close = (): void => {};
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "moderate-csv-"));
});
afterAll(async () => {
  close();
  await rm(place, { recursive: true });
});
beforeEach(async () => {
  close();
  mock = createSaaSquatchMock({ referrals: 400 });
  const served = await serveMock(mock);
  env = mock.environment(served.origin);
  close = served.close;
  await rm(join(place, "account.csv"), { force: true });
});

const run = (options: string, more: Record<string, string> = {}) =>
  runClientCommand(
    folder,
    `cd ${place}; saasquatch-client referrals moderate-csv --file in.csv --account account.csv ${options}`,
    { env: { ...env, ...more } },
  );
const moderations = () => mock.requests().filter((id) => id === "moderateReferrals").length;
const idOf = (index: number) => `referral-${String(index + 1).padStart(5, "0")}`;

/** Serves the responses of a test, to requests that the spec allows. */
function serveHeld(respond: (request: Request) => Promise<Response>): ReturnType<typeof serveMock> {
  const held = async (given: Request | URL | string): Promise<Response> => {
    const request = new Request(given);
    const { url, method, headers } = request;
    const body = await request.clone().text();
    return heldToSpec(() => respond(request))(url, { method, headers, ...(body !== "" && { body }) });
  };
  return serveMock({ fetch: held });
}

/** A file with this number of actions. */
async function writeActions(count: number, last = "APPROVED"): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) => `${idOf(index)},${index === count - 1 ? last : "APPROVED"}`);
  await writeFile(join(place, "in.csv"), `\uFEFFreferralId,action\r\n${lines.join("\r\n")}\r\n`);
}

/** The number of lines of the account by outcome. */
async function outcomes(): Promise<Record<string, number>> {
  const lines = (await readFile(join(place, "account.csv"), "utf8")).trim().split("\n").slice(1);
  const counts: Record<string, number> = {};
  for (const [, , outcome = ""] of lines.map((line) => line.split(","))) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

test("a dry run checks every line, and sends nothing", async () => {
  await writeActions(250);
  expect(await run("--dry-run")).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('"toSend": 250') });
  await writeActions(250, "APROVED");
  expect(await run("--dry-run")).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("APROVED") });
  expect(moderations()).toBe(0);
});

test("nothing is sent without a yes", async () => {
  await writeActions(3);
  expect(await run("")).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/3 to send[^]*give --yes/) });
  expect(moderations()).toBe(0);
});

test("every line has its outcome in the account, and a second run sends nothing again", async () => {
  await writeActions(250);
  const ended = await run("--yes");
  expect(JSON.parse(ended.stdout)).toEqual({ accepted: 250, rejected: 0, unknown: 0, notSent: 0 });
  expect([ended.exitCode, await outcomes(), moderations()]).toEqual([0, { accepted: 250 }, 3]);
  const again = await run("--yes");
  expect([again.exitCode, again.stderr]).toEqual([
    0,
    expect.stringContaining("0 to send, 250 settled by the account account.csv"),
  ]);
  expect(moderations()).toBe(3);
});

test("a run that fails in the middle goes on where it ended", async () => {
  await writeActions(250);
  mock.failNext("moderateReferrals", { kind: "response", when: "before", status: 403 });
  const failed = await run("--yes");
  const { accepted = 0, rejected = 0, notSent } = await outcomes();
  // The approved actions of the first request are in force.
  expect([failed.exitCode, accepted + rejected, notSent]).toEqual([3, 100, 150]);
  expect(rejected).toBeGreaterThan(0);
  expect(failed.stderr).toMatch(/ended early: .*403.*goes on there/);
  expect(JSON.parse(failed.stdout)).toEqual({ accepted, rejected, unknown: 0, notSent });
  const ended = await run("--yes");
  expect([ended.exitCode, await outcomes()]).toEqual([0, { accepted: 250 }]);
});

test("the account of a trial does not count for the tenant, nor that of one tenant for another", async () => {
  await writeActions(3);
  expect((await run("--mock")).exitCode).toBe(0);
  const real = await run("--yes");
  expect([real.exitCode, real.stdout]).toEqual([2, ""]);
  expect(real.stderr).toMatch(
    /--account: account\.csv, line 2: this account is of the mock, and this run is for test_\w+ at http:.*Name another file/,
  );
  const other = await run("--yes --account other.csv");
  expect([other.exitCode, moderations()]).toEqual([0, 1]);
  for (const ended of [
    await run("--mock --account other.csv"),
    await run("--yes --account other.csv", { SAASQUATCH_TENANT_ALIAS: "test_b" }),
  ])
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/--account: other\.csv, line 2: this account is of test_/),
    });
  expect(moderations()).toBe(1);
});

test("an account that cannot be written is refused before anything is sent", async () => {
  await writeActions(3);
  const ended = await run("--yes --account none/account.csv");
  expect(ended).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringMatching(/--account: none\/account\.csv cannot be written.*Nothing was sent/),
  });
  expect(moderations()).toBe(0);
});

test("an action in progress is unknown in the account until its response", async () => {
  await writeActions(150);
  let seen: Record<string, number> = {};
  const served = await serveHeld(async (request) => {
    seen = await outcomes();
    return mock.fetch(request);
  });
  const ended = await run("--yes", mock.environment(served.origin));
  served.close();
  expect([ended.exitCode, seen]).toEqual([0, { accepted: 100, unknown: 50 }]);
});

test("the file with the actions is never overwritten, by any path", async () => {
  await writeActions(3);
  const before = await readFile(join(place, "in.csv"), "utf8");
  await symlink(join(place, "in.csv"), join(place, "soft.csv"));
  await link(join(place, "in.csv"), join(place, "hard.csv"));
  for (const name of ["in.csv", "./in.csv", "soft.csv", "hard.csv"])
    expect(await run(`--yes --account ${name}`)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`--account: ${name} is the file of --file`),
    });
  expect([await readFile(join(place, "in.csv"), "utf8"), moderations()]).toEqual([before, 0]);
});

test.each([
  ["another table", "name,age\nAda,36\n", "is not an account of this command"],
  ["nothing", "", "is not an account of this command"],
  [
    "a changed word",
    "referralId,action,outcome,reason,tenant\na,APPROVED,Accepted,,x\n",
    'line 2: the outcome "Accepted" is not one of',
  ],
])("a file that is not an account is not overwritten: %s", async (_, text, message) => {
  await writeActions(3);
  await writeFile(join(place, "account.csv"), text);
  expect(await run("--yes")).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(message) });
  expect([await readFile(join(place, "account.csv"), "utf8"), moderations()]).toEqual([text, 0]);
});

test("lines of an earlier file stay in the account", async () => {
  await writeActions(3);
  await run("--yes");
  await writeFile(join(place, "in.csv"), `referralId,action\n${idOf(7)},DENIED\n`);
  const ended = await run("--yes");
  expect([JSON.parse(ended.stdout)["accepted"], await outcomes()]).toEqual([1, { accepted: 4 }]);
});

test.each([
  ["an empty file", "", "in.csv is empty: a first line with referralId,action is expected"],
  ["a head alone", "referralId,action\n", "in.csv has no lines"],
  [
    "UTF-16",
    Buffer.from("\uFEFFreferralId,action\r\na,APPROVED\r\n", "utf16le"),
    "in.csv is written in UTF-16: save it as CSV in UTF-8",
  ],
  ["Latin-1", Buffer.from("referralId,action\né,APPROVED\n", "latin1"), "in.csv is not written in UTF-8"],
  [
    "a column that is missing",
    "referralId,decision\na,APPROVED\n",
    "in.csv, line 1: the column action is missing: the columns are referralId, decision",
  ],
  [
    "semicolons",
    "referralId;action\na;APPROVED\n",
    "in.csv, line 1: the column referralId is missing: a comma is expected between columns, not ;",
  ],
  [
    "another case",
    "\nReferralID,Action\na,APPROVED\n",
    "in.csv, line 2: the column referralId is missing: it is written ReferralID",
  ],
  ["a column twice", "referralId,action,action\na,APPROVED,DENIED\n", "in.csv, line 1: the column action is there twice"],
  ["a cell too many", "referralId,action\n\na,APPROVED\nb,APPROVED,c\n", "in.csv, line 4: cells 3, columns 2"],
  ["an empty cell", "referralId,action\n\na,APPROVED\nb,\n", "--file: in.csv, line 4: action must be one of APPROVED"],
  [
    "a contradiction",
    "referralId,action\na,APPROVED\nb,APPROVED\na,DENIED\n",
    "--file: in.csv, line 4 must be no contradiction of line 2",
  ],
])("an odd file is refused by its line: %s", async (_, text, message) => {
  await writeFile(join(place, "in.csv"), text);
  expect(await run("--yes")).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(message) });
  expect(moderations()).toBe(0);
});

test("a folder is not a file with actions", async () => {
  await mkdir(join(place, "folder"));
  expect(await run("--yes --file folder")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("folder cannot be read"),
  });
});

test.each([
  ["--on-failure stopp", "--on-failure stopp: stop, continue or isolate is expected"],
  ["--timeout soon", "--timeout soon: a number of seconds is expected"],
])("a wrong option is refused before the question: %s", async (options, message) => {
  await writeActions(3);
  const ended = await run(options);
  expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
  expect(ended.stderr).not.toContain("to send");
});

test("the exit code is 1 while a line is not accepted", async () => {
  await writeActions(3);
  mock.refuse(idOf(1));
  const ended = await run("--yes --on-failure isolate");
  const numbers = JSON.parse(ended.stdout);
  expect([ended.exitCode, numbers["rejected"], numbers["accepted"]]).toEqual([1, 1, 2]);
  expect(ended.stderr).toContain("1 rejected: account.csv says why");
});

test("a request that gets no response in its time ends the run, and is in the account", async () => {
  await writeActions(3);
  const served = await serveHeld(() => new Promise(() => {}));
  const ended = await run("--yes --timeout 0.2", mock.environment(served.origin));
  served.close();
  expect([ended.exitCode, await outcomes()]).toEqual([4, { unknown: 3 }]);
  expect(ended.stderr).toMatch(/ended early: .*account\.csv says where each line ended/);
  expect(ended.stderr).not.toContain("    at ");
});
