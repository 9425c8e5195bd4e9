import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { objectMember, parseJson } from "../../src/document/json.ts";
import { workspaceFiles } from "../../src/init/workspace-files.ts";

const ROOT = join(import.meta.dirname, "../../../..");

test("a new workspace starts with the versions and rules that this one is tested with", () => {
  const files = workspaceFiles("^1.2.3");
  const { specloom, ...tools } = objectMember(parseJson(files.get("package.json") ?? ""), "devDependencies");
  expect(specloom).toBe("^1.2.3");
  expect(Object.keys(tools)).toEqual(["@types/node", "tsdown", "typescript", "vite", "vitest"]);
  const pinned = Object.entries(tools).map(([name, range]) => [
    name,
    typeof range === "string" ? range.replace(/^[~^]/, "") : range,
  ]);
  expect(parseJson(readFileSync(join(ROOT, "package.json"), "utf8"))).toMatchObject({
    devDependencies: Object.fromEntries(pinned),
  });
  expect(parse(files.get("redocly.yaml") ?? "")).toEqual(parse(readFileSync(join(ROOT, "redocly.yaml"), "utf8")));
});
