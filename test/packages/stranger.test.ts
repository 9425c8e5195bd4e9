// The part of the release rehearsal that is quick and needs no network: what is packed, in a folder that knows no workspace.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
}, 60_000);
afterAll(() => rmSync(stranger, { recursive: true, force: true }));

test("a program queries, streams, aborts and is refused with what was packed", { timeout: 60_000 }, async () => {
  const mocks = await serveMocks(stranger);
  try {
    const seen = await runNode(["program.mjs"], { cwd: stranger, env: mocks.environment });
    expect(seen).toMatch(/^\d+ rows, 25 streamed, aborted, 401, 3 of \d+ referrals\n$/);
    expect(await runNode(["require.cjs"], { cwd: stranger })).toBe("function function\n");
  } finally {
    mocks.close();
  }
});

test("the packed types are right for a compiler that checks them whole", { timeout: 60_000 }, async () => {
  const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
  expect(await checkTypes(tsc, stranger, "nodenext")).toBe("nodenext");
});
