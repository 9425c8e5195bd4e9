import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LINT_CONFIG, TOOL_VERSIONS } from "../../src/init/workspace-files.ts";
import { objectMember, parseJson } from "../../src/document/json.ts";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../../../..");

test("a new workspace starts with the versions and rules that this one is tested with", () => {
  const manifest = parseJson(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(objectMember(manifest, "devDependencies")).toMatchObject(TOOL_VERSIONS);
  expect(parse(LINT_CONFIG)).toEqual(parse(readFileSync(join(ROOT, "redocly.yaml"), "utf8")));
});
