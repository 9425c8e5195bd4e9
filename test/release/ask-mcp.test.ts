import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { askMcp } from "../../scripts/release/rehearsal/ask-mcp.ts";

const cwd = fileURLToPath(new URL("../..", import.meta.url));
const server = [process.execPath, "packages/saasquatch-client/bin/saasquatch-client.mjs", "mcp", "--mock"];

test("a server of a client names itself, lists its tools, calls one and ends", async () => {
  const results = await askMcp(server, "referrals_list", { limit: 2 }, { cwd });
  expect(results.server).toBe("saasquatch-client");
  expect(results.tools).toContain("referrals_list");
  expect(JSON.parse(results.text)).toMatchObject({ referrals: { length: 2 } });
});

test.each([
  ["a tool that refuses the call", server, "referrals_list", { limt: 2 }, /referrals_list failed: .*limt/],
  ["a tool that there is not", server, "referrals_delete", {}, /responded to tools\/call with .*referrals_delete/],
  [
    "a server that ends at once",
    [process.execPath, "-e", "console.error('no room')"],
    "x",
    {},
    /ended without a response to initialize\nno room/,
  ],
  ["a program that is not there", ["no-such-program"], "x", {}, /ENOENT/],
])("%s is an error that says so", async (_name, command, tool, given, message) => {
  await expect(askMcp(command, tool, given, { cwd })).rejects.toThrow(message);
});
