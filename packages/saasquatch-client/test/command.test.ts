import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { runInTerminal } from "../../../test/run-in-terminal.ts";
import { serveMock } from "../../../test/serve-mock.ts";
import { createSaaSquatchClient } from "../src/client.ts";
import { command } from "../src/command.ts";
import { createSaaSquatchMock } from "../src/testing.ts";

const folder = new URL("../", import.meta.url);
const run = (line: string, options: Parameters<typeof runClientCommand>[2] = {}) => runClientCommand(folder, line, options);

const mock = createSaaSquatchMock({ referrals: 250 });
let env: Record<string, string> = {};
let close = (): void => {};
beforeAll(async () => {
  const served = await serveMock(mock);
  env = mock.environment(served.origin);
  close = served.close;
});
afterAll(() => close());

test("every method of the client is a command", () => {
  const client = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_mock_key" });
  const resources = Object.entries(client).filter(([, value]) => typeof value === "object");
  const names = resources.flatMap(([resource, methods]) => Object.keys(methods).map((name) => `${resource}.${name}`));
  const commands = [...new Set([...Object.keys(command.methods), ...Object.keys(command.byHand ?? {})])];
  expect(commands.toSorted()).toEqual(names.toSorted());
  // A generated method has the words of the spec.
  expect(Object.keys(command.texts ?? {}).toSorted()).toEqual(Object.keys(command.byHand ?? {}).toSorted());
});

test.each(Object.entries(command.texts ?? {}))("the example of %s runs against the mock", async (name, { example }) => {
  const words = name.replace(".", " ").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const line = `saasquatch-client ${words} ${example} --mock`;
  const help = await run(`saasquatch-client ${words} --help`);
  expect(help).toMatchObject({ exitCode: 0, stderr: "", stdout: expect.stringContaining(line) });
  const ended = await run(line);
  expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
  expect(ended.stdout.length).toBeGreaterThan(20);
});

test("a list over the wire is filtered by the option, and a walk has every row once", async () => {
  const list = await run("saasquatch-client referrals list --referred-moderation-status PENDING --limit 3 --format ndjson", {
    env,
  });
  expect(
    list.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).referredModerationStatus),
  ).toEqual(["PENDING", "PENDING", "PENDING"]);
  const all = await run("saasquatch-client referrals list --all --format csv --columns id", { env });
  const ids = all.stdout.trim().split("\n").slice(1);
  expect([all.exitCode, ids.length, new Set(ids).size]).toEqual([0, 250, 250]);
});

test("a list without rows has the columns of the spec as its head", async () => {
  const nobody = "--referring-user-id nobody --referring-account-id nobody";
  const none = await run(`saasquatch-client referrals list --format csv ${nobody}`, { env });
  expect(none).toMatchObject({ exitCode: 0, stderr: "" });
  const [head = "", ...rows] = none.stdout.trim().split("\n");
  expect(rows).toEqual([]);
  expect(head.split(",")).toEqual(expect.arrayContaining(["id", "referredUser.email", "referrerReward.dateGiven", "programId"]));
});

test("dates are typed as days, and an impossible day is refused", async () => {
  const dated = await run(
    "saasquatch-client referrals list --all --date-referral-paid 2026-06-25..2026-06-26 --format csv --columns id,dateReferralPaid",
    { env },
  );
  const paid = dated.stdout
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => Number(line.split(",")[1]));
  const expected = mock
    .referrals()
    .filter(({ dateReferralPaid: at }) => (at ?? 0) >= Date.parse("2026-06-25") && (at ?? 0) < Date.parse("2026-06-27"));
  expect(paid.length).toBe(expected.length);
  expect(paid.length).toBeGreaterThan(0);
  expect(await run("saasquatch-client referrals list --date-referral-paid 2026-02-30", { env })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("a day as 2026-11-01"),
  });
});

describe("a call that changes something", () => {
  const line = `saasquatch-client referrals moderate --actions '{"referralId":"referral-00004","action":"APPROVED"}'`;
  test("is shown and refused without a terminal, and nothing is sent", async () => {
    const before = mock.requests().length;
    const ended = await run(line, { env });
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toMatch(/POST .*moderate\n[^]*referral-00004[^]*give --yes/);
    expect(mock.requests().length).toBe(before);
  });

  test("is sent with --yes", async () => {
    const ended = await run(`${line} --yes`, { env });
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({ accepted: [{ referralId: "referral-00004" }], requests: 1 });
    expect(mock.find("referral-00004")?.referredModerationStatus).toBe("APPROVED");
  });

  test.each([
    ["a name that there is not", '{"actions":[],"dryRun":true}', "dryRun must be left out"],
    ["an action that there is not", '{"actions":[{"referralId":"r","action":"APPROVE"}]}', "must be one of APPROVED"],
  ])("is not asked for with %s", async (_name, json, message) => {
    const ended = await runInTerminal(folder, ["referrals", "moderate", "--json", json], {
      columns: 120,
      env,
      replies: [["Send it?", "y\r"]],
    });
    expect(ended.exitCode).toBe(2);
    expect(ended.text).toContain(message);
    expect(ended.text).not.toContain("Send it?");
  });

  test.each([
    ['{"actions":[{"referralId":"referral-00005","action":"APPROVED"}],"dryRun":true}', "dryRun must be left out"],
    [
      '{"actions":[{"referralId":"referral-00005","action":"APPROVED","acton":"DENIED"}]}',
      'acton must be left out or spelt "action"',
    ],
    ["{}", "actions must be given"],
  ])("is refused with an unknown name: %s", async (json, message) => {
    const before = mock.requests().length;
    const ended = await run(`saasquatch-client referrals moderate --yes --json '${json}'`, { env });
    expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(message) });
    expect(mock.requests().length).toBe(before);
  });
});
