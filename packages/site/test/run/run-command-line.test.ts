import { expect, test } from "vitest";
import { clientModules } from "../../src/run/client-modules.ts";
import { runCommandLine } from "../../src/run/run-command-line.ts";

async function run(text: string): Promise<{ code: number; printed: string; requests: string[] }> {
  const client = clientModules["saasquatch"];
  if (!client) throw new Error("there is no client of saasquatch");
  const mock = client.createMock();
  let printed = "";
  const requests: string[] = [];
  const environment = mock.environment("https://api.example");
  const code = await runCommandLine(
    text,
    { command: client.command, fetch: mock.fetch, environment, paceMs: 0 },
    {
      onPrint: (line) => void (printed += `${line}\n`),
      onRequest: ({ method, url }) => void requests.push(`${method} ${url}`),
      onResponse: () => undefined,
    },
  );
  return { code, printed, requests };
}

test("a command prints the output of a terminal, with and without --mock", async () => {
  const line = "npx saasquatch-client referrals list --limit 2";
  const [plain, mocked] = [await run(line), await run(`${line} --mock`)];
  expect(plain.code).toBe(0);
  expect(plain.printed).toMatch(/^id +referredUser\.… .*\n(?:referral-\d{5} .*\n){2}$/);
  expect(plain.requests).toEqual(["GET https://api.example/api/v1/test_mock/referrals?limit=2"]);
  expect(mocked).toEqual(plain);
});

test("commands run one after another, and one that fails is the last", async () => {
  const list = "npx saasquatch-client referrals list --limit 1 --format ndjson";
  const { code, printed, requests } = await run(`# first\n${list}\nnpx saasquatch-client referrals list --limit many\n${list}`);
  expect(code).toBe(2);
  expect(printed.split("\n")[1]).toBe("saasquatch-client: --limit many: a whole number is expected");
  expect(requests).toHaveLength(1);
});

test("nothing of the environment stays, and another program is refused", async () => {
  const before = { ...process.env };
  await run("npx saasquatch-client referrals list --limit 1 --mock");
  expect({ ...process.env }).toEqual(before);
  await expect(run("npx profound-client --help")).rejects.toThrow(
    "a line begins with npx saasquatch-client here, and not with npx profound-client",
  );
});
