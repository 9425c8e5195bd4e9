import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { surfaceSnapshot } from "../../scripts/release/changeset-gate.ts";
import { publishedPackages } from "../../scripts/release/published-packages.ts";
import { surfaceChange } from "../../scripts/release/surface-change.ts";
import { pack } from "./pack.ts";
import { surface, withoutHash } from "./surface.ts";

const libraries = publishedPackages(".").filter(({ manifest }) => manifest.exports);

describe.each(libraries)("$manifest.name", ({ folder, manifest }) => {
  const entries = Object.values(manifest.exports ?? {}).map((path) => path.replace("./", "").replace(/\.mjs$/, ".d.mts"));

  // On purpose: `npm exec -- vitest run test/packages --update`, a changeset of fitting size, and the diff in the review.
  test("offers the types that were reviewed", async () => {
    await expect(surface(pack(folder), entries)).toMatchFileSnapshot(`../../${surfaceSnapshot(folder)}`);
  });
});

// A tool with another name or other params breaks the settings and habits of agents.
test.each(["profound-client", "saasquatch-client"])("%s offers agents the tools that were reviewed", async (name) => {
  const bin = `packages/${name}/bin/${name}.mjs`;
  const clientInfo = { name: "surface", version: "1.0.0" };
  const messages = [
    { id: 0, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo } },
    { id: 1, method: "tools/list", params: {} },
  ];
  const child = spawn(process.execPath, [bin, "mcp", "--mock", "--allow-writes"], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let reply: { result?: unknown } = {};
  for (const message of messages) {
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    reply = JSON.parse(String((await lines.next()).value));
  }
  child.stdin.end();
  const snapshot = `../snapshots/surface/${name}.tools.json.txt`;
  await expect(`${JSON.stringify(reply.result, undefined, 2)}\n`).toMatchFileSnapshot(snapshot);
});

test.each(["profound-client", "saasquatch-client"])("the paths of %s are in the types of one entry alone", (name) => {
  const declarations = [...pack(`packages/${name}`)].filter(([path]) => path.endsWith(".d.mts"));
  const naming = declarations.filter(([, text]) => /^import .*\bpaths\b/m.test(text.toString()));
  expect(naming.map(([path]) => path)).toEqual(["dist/openapi-fetch.d.mts"]);
});

/** A package with a shared file, as one build names and fills it. */
function build(hash: string, member: string): string {
  const shared = `//#region src/page.d.ts\ninterface Page {\n  ${member}\n}\n//#endregion\nexport { Page as t };\n`;
  const files = {
    "dist/index.d.mts": `import { t as Page } from "./page-${hash}.mjs";\nexport { type Page };\n`,
    [`dist/page-${hash}.d.mts`]: shared,
  };
  return surface(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), ["dist/index.d.mts"]);
}

test("the surface does not depend on the hashes of shared files, and shows each change", () => {
  expect(build("A1b2C3d4", "rows: string[];")).toBe(build("Zz_2-3d4", "rows: string[];"));
  expect(surfaceChange(build("A1b2C3d4", "rows: string[];"), build("A1b2C3d4", "rows: number[];"))).toBe("broken");
  expect(withoutHash("dist/operations.gen-CUTIK4zG.d.mts")).toBe("dist/operations.gen.d.mts");
});
