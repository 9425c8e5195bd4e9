import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";
import { createSaaSquatchMock } from "../src/testing.ts";

const packageFolder = new URL("../", import.meta.url);

/** The mock behind a server that breaks off at the requests of these numbers, counted over all runs. */
async function listen(breaks: readonly number[] = []) {
  const mock = createSaaSquatchMock({ referrals: 250 });
  let requests = 0;
  const server = createServer(async ({ url, headers }, response) => {
    requests += 1;
    if (breaks.includes(requests)) {
      response.writeHead(400).end();
      return;
    }
    const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const reply = await mock.fetch(new Request(`http://localhost${url}`, { headers: given }));
    response.writeHead(reply.status, { "content-type": "application/json" }).end(await reply.text());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return { env: mock.environment(`http://127.0.0.1:${port}`), requests: () => requests };
}

// Both lists of the queue, and pages by offset that are read backwards if the list shrinks.
test.each(["list --all", "pending"])("%s goes on with --resume, and the rows are those of one run", async (words) => {
  const folder = await mkdtemp(join(tmpdir(), "saasquatch-resume-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const run = (args: string, env: Readonly<Record<string, string>>) =>
    runClientCommand(packageFolder, `cd ${folder} && saasquatch-client referrals ${words} --page-size 20 --format csv ${args}`, {
      env,
    });
  const whole = await listen();
  expect(await run("--output whole.csv", whole.env)).toMatchObject({ exitCode: 0, stderr: "" });

  const { env, requests } = await listen([3, whole.requests()]);
  expect((await run("--output out.csv", env)).exitCode).toBe(1);
  expect((await run("--output out.csv --resume", { ...env, SAASQUATCH_TENANT_ALIAS: "test_other" })).stderr).toContain(
    "with SAASQUATCH_TENANT_ALIAS test_mock, and here it is test_other",
  );
  expect((await run("--output out.csv --resume", env)).exitCode).toBe(1);
  expect(await run("--output out.csv --resume", env)).toMatchObject({ exitCode: 0, stderr: "" });
  const rows = await readFile(join(folder, "out.csv"), "utf8");
  expect(rows).toBe(await readFile(join(folder, "whole.csv"), "utf8"));
  expect(new Set(rows.trim().split("\n")).size).toBe(rows.trim().split("\n").length);
  expect(requests()).toBe(whole.requests() + 2);
  expect(await readdir(folder)).toEqual(["out.csv", "whole.csv"]);
});
