import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { runInTerminal } from "../../../test/run-in-terminal.ts";
import { serveMock } from "../../../test/serve-mock.ts";
import { createSaaSquatchMock } from "../src/testing.ts";

const folder = new URL("../", import.meta.url);
const mock = createSaaSquatchMock({ referrals: 20 });
let base = "";
let close = (): void => {};
beforeAll(async () => {
  const served = await serveMock(mock);
  base = mock.environment(served.origin)["SAASQUATCH_BASE_URL"] ?? "";
  close = served.close;
});
afterAll(() => close());

const KEY = "TEST_mock_key";

// The platforms other than Linux have a keychain, and a test must leave it alone.
describe.runIf(process.platform === "linux")("without a keychain", () => {
  // This address has no session bus.
  const env = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere/bus" };

  test("login refuses before anything is typed, and names a fix", async () => {
    const ended = await runClientCommand(folder, "saasquatch-client login", { env, input: KEY });
    expect(ended).toMatchObject({ exitCode: 3, stdout: "" });
    expect(ended.stderr).toMatch(/no keychain that can be used[^]*set SAASQUATCH_API_KEY in the environment instead/);
    expect(ended.stderr).not.toContain(KEY);
  });

  test("a profile cannot be used, and a call without one says that the key is missing", async () => {
    const named = await runClientCommand(folder, "saasquatch-client referrals list --profile live", { env });
    expect(named).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("no keychain") });
    const unnamed = await runClientCommand(folder, "saasquatch-client referrals list", { env });
    expect(unnamed.exitCode).not.toBe(0);
    expect(unnamed.stderr).not.toContain("keychain that can be used");
  });
});

// The test starts its own bus with a Secret Service. A machine without a bus has no Secret Service either.
describe.runIf(existsSync("/usr/bin/dbus-daemon"))("with a Secret Service on a bus of the test's own", () => {
  let env: Record<string, string> = {};
  let place = "";
  const stops: (() => void)[] = [];
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), "secret-service-"));
    const settings = join(place, "bus.conf");
    await writeFile(
      settings,
      `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${place}/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    );
    const bus = spawn("/usr/bin/dbus-daemon", [`--config-file=${settings}`, "--nofork", "--print-address=1"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    stops.push(() => void bus.kill());
    const [address] = await once(createInterface({ input: bus.stdout }), "line");
    env = { DBUS_SESSION_BUS_ADDRESS: String(address), SAASQUATCH_BASE_URL: base };
    const service = spawn(process.execPath, [fileURLToPath(new URL("support/secret-service.mjs", import.meta.url))], {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    stops.push(() => void service.kill());
    await once(createInterface({ input: service.stdout }), "line");
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) stop();
    await rm(place, { recursive: true });
  });
  const run = (line: string, input = "") => runClientCommand(folder, line, { env, input });

  test("a key is kept from standard input, used, and forgotten", async () => {
    const kept = await run("saasquatch-client login", `SAASQUATCH_API_KEY=${KEY}\nSAASQUATCH_TENANT_ALIAS=test_mock\n`);
    expect(kept).toMatchObject({ exitCode: 0, stdout: "", stderr: expect.stringContaining("profile default is kept") });
    const list = await run("saasquatch-client referrals list --limit 1 --format csv --columns id");
    expect(list).toMatchObject({ exitCode: 0, stdout: "id\nreferral-00001\n" });
    const who = await run("saasquatch-client whoami");
    expect(JSON.parse(who.stdout)).toEqual({
      client: "saasquatch-client",
      credential: "keychain, profile default",
      call: "GET /{tenant_alias}/referrals",
      SAASQUATCH_TENANT_ALIAS: "test_mock",
      SAASQUATCH_BASE_URL: base,
      accepted: true,
    });
    expect(await run("saasquatch-client logout")).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("is forgotten") });
    expect((await run("saasquatch-client referrals list")).exitCode).toBe(3);
    for (const { stdout, stderr } of [kept, list, who]) expect(stdout + stderr).not.toContain(KEY);
  });

  test("profiles are separate, and a wrong key is reported", async () => {
    await run("saasquatch-client login --profile wrong", "SAASQUATCH_API_KEY=other\nSAASQUATCH_TENANT_ALIAS=test_mock\n");
    await run("saasquatch-client login --profile right", `SAASQUATCH_API_KEY=${KEY}\nSAASQUATCH_TENANT_ALIAS=test_mock\n`);
    expect(await run("saasquatch-client whoami --profile wrong")).toMatchObject({ exitCode: 3, stdout: "" });
    expect((await run("saasquatch-client whoami --profile right")).exitCode).toBe(0);
    expect(await run("saasquatch-client whoami --profile none")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("login --profile none keeps it"),
    });
    // A named profile wins over the environment, and the environment wins over the default profile.
    const other = { ...env, SAASQUATCH_API_KEY: "other", SAASQUATCH_TENANT_ALIAS: "test_mock" };
    const named = await runClientCommand(folder, "saasquatch-client whoami --profile right", { env: other });
    expect([named.exitCode, (await runClientCommand(folder, "saasquatch-client whoami", { env: other })).exitCode]).toEqual([
      0, 3,
    ]);
  });

  test("a key that is typed in a terminal is not shown", async () => {
    const ended = await runInTerminal(folder, ["login", "--profile", "typed"], {
      columns: 80,
      env,
      replies: [
        ["SAASQUATCH_TENANT_ALIAS, the tenant: ", "test_mock\r"],
        ["(not shown): ", `${KEY}\r`],
        ["SAASQUATCH_BASE_URL, the API's address", "\r"],
      ],
    });
    expect(ended).toMatchObject({ exitCode: 0, text: expect.stringContaining("profile typed is kept") });
    expect(ended.text).not.toContain(KEY);
    // No address was typed, so it is the vendor's.
    const who = await run("saasquatch-client whoami --profile typed");
    expect(who.stderr + who.stdout).not.toContain(KEY);
  });
});
