import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { serve } from "../../../test/readme-programs.ts";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { createSaaSquatchMock, type SaaSquatchMock } from "../src/testing.ts";

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
  const served = await serve(mock);
  env = mock.environment(served.origin);
  close = served.close;
  await rm(join(place, "account.csv"), { force: true });
});

const run = (options: string) =>
  runClientCommand(
    folder,
    `cd ${place}; saasquatch-client referrals moderate-csv --file in.csv --account account.csv ${options}`,
    { env },
  );
const moderations = () => mock.requests().filter((id) => id === "moderateReferrals").length;
const idOf = (index: number) => `referral-${String(index + 1).padStart(5, "0")}`;

/** A file of as many actions. */
async function writeActions(count: number, last = "APPROVED"): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) => `${idOf(index)},${index === count - 1 ? last : "APPROVED"}`);
  await writeFile(join(place, "in.csv"), `\uFEFFreferralId,action\r\n${lines.join("\r\n")}\r\n`);
}

/** How many lines of the account have each outcome. */
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
  expect(await run("")).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/3 of 3 actions[^]*give --yes/) });
  expect(moderations()).toBe(0);
});

test("every line has its outcome in the account, and a second run sends nothing again", async () => {
  await writeActions(250);
  const ended = await run("--yes");
  expect(JSON.parse(ended.stdout)).toEqual({ accepted: 250, rejected: 0, unknown: 0, notSent: 0 });
  expect([ended.exitCode, await outcomes(), moderations()]).toEqual([0, { accepted: 250 }, 3]);
  expect((await run("--yes")).exitCode).toBe(0);
  expect(moderations()).toBe(3);
});

test("a run that fails in the middle goes on where it ended", async () => {
  await writeActions(250);
  mock.failNext("moderateReferrals", { kind: "answer", when: "before", status: 403 });
  const failed = await run("--yes");
  const { accepted = 0, rejected = 0, notSent } = await outcomes();
  // Those of the first request that were approved before are in force.
  expect([failed.exitCode, accepted + rejected, notSent]).toEqual([3, 100, 150]);
  expect(rejected).toBeGreaterThan(0);
  const ended = await run("--yes");
  expect([ended.exitCode, await outcomes()]).toEqual([0, { accepted: 250 }]);
});
