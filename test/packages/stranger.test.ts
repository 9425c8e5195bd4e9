// The quick part of the release rehearsal, without a network: the packed packages, in a folder outside of any workspace.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishedPackages } from "../../scripts/release/published-packages.ts";
import { checkTypes } from "../../scripts/release/rehearsal/check-types.ts";
import { runNode } from "../../scripts/release/rehearsal/run.ts";
import { serveMocks } from "../../scripts/release/rehearsal/serve-mocks.ts";
import { packInto } from "./pack.ts";

let stranger: string;

beforeAll(() => {
  stranger = mkdtempSync(join(realpathSync(tmpdir()), "specloom-stranger-"));
  const modules = join(stranger, "node_modules");
  for (const { folder, manifest } of publishedPackages(".").filter((each) => each.manifest.exports)) {
    mkdirSync(join(modules, manifest.name), { recursive: true });
    packInto(folder, join(modules, manifest.name));
  }
  const fetchPackage = realpathSync("packages/client-runtime/node_modules/openapi-fetch");
  const installed = {
    "openapi-fetch": fetchPackage,
    "openapi-typescript-helpers": join(fetchPackage, "../openapi-typescript-helpers"),
    "eventsource-parser": realpathSync("packages/client-runtime/node_modules/eventsource-parser"),
  };
  for (const [name, path] of Object.entries(installed)) cpSync(realpathSync(path), join(modules, name), { recursive: true });
  cpSync("scripts/release/consumer", stranger, { recursive: true });
  writeFileSync(join(stranger, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
});
afterAll(() => rmSync(stranger, { recursive: true, force: true }));

test("a program queries, streams, aborts and is refused, with the packed packages", async () => {
  const mocks = await serveMocks(stranger);
  try {
    const seen = await runNode(["program.mjs"], { cwd: stranger, env: mocks.environment });
    expect(seen).toMatch(/^\d+ rows, 25 streamed, aborted, 401, 3 of \d+ referrals\n$/);
    expect(await runNode(["require.cjs"], { cwd: stranger })).toBe("function function\n");
  } finally {
    mocks.close();
  }
});

test("the packed types are right for a compiler that checks them whole", async () => {
  const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
  expect(await checkTypes(tsc, stranger, "nodenext")).toBe("nodenext");
});

test("the packed command lays out a client", async () => {
  const command = join(stranger, "specloom");
  mkdirSync(command);
  packInto("packages/spec-pipeline", command);
  symlinkSync(realpathSync("packages/spec-pipeline/node_modules"), join(command, "node_modules"), "junction");
  const cwd = join(stranger, "workspace");
  mkdirSync(cwd);
  const thing = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
  const schema = { type: "array", items: thing, minItems: 1 };
  const responses = { 200: { description: "Things", content: { "application/json": { schema } } } };
  const paths = { "/things": { get: { operationId: "listThings", responses } } };
  const document = { openapi: "3.1.0", info: { title: "Acme", version: "1" }, servers: [{ url: "https://acme.example" }], paths };
  writeFileSync(join(cwd, "in.json"), JSON.stringify(document));
  const bin = join(command, "bin/specloom.mjs");
  expect(await runNode([bin, "init", "acme", "--from", "in.json"], { cwd })).toContain("wrote specs/acme");
  expect(readFileSync(join(cwd, "packages/acme-client/src/index.ts"), "utf8")).toContain("export { createAcmeClient,");

  // An install puts these beside it: the tool that builds the client, and the package of its command.
  const beside = [
    ["tsdown", "node_modules/tsdown"],
    ...readdirSync("packages/command/node_modules")
      .filter((name) => !name.startsWith(".") && !name.startsWith("@"))
      .map((name) => [name, `packages/command/node_modules/${name}`]),
    ...["@bomb.sh/tab", "@modelcontextprotocol/server"].map((name) => [name, `packages/command/node_modules/${name}`]),
  ] as const;
  for (const [name = "", path = ""] of beside) {
    mkdirSync(dirname(join(stranger, "node_modules", name)), { recursive: true });
    symlinkSync(realpathSync(path), join(stranger, "node_modules", name), "junction");
  }
  const client = join(cwd, "packages/acme-client");
  await runNode([join(stranger, "node_modules/tsdown/dist/run.mjs")], { cwd: client });
  const help = await runNode([join(client, "bin/acme-client.mjs"), "things", "list", "--help"], { cwd: client });
  expect(help).toContain("Usage: acme-client things list [options]");
  const mocked = await runNode([join(client, "bin/acme-client.mjs"), "things", "list", "--mock"], { cwd: client });
  expect(JSON.parse(mocked)).toEqual(expect.arrayContaining([{ name: expect.any(String) }]));
});
