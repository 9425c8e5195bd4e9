import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..");
const GENERATED = "packages/profound-client/src/generated";

/** The vendors' pages and overlays in a folder of their own, and the command there. */
function copySpecs(): { folder: string; specloom: (...args: readonly string[]) => string } {
  const folder = mkdtempSync(join(tmpdir(), "specloom-specs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, "specs"), join(folder, "specs"), { recursive: true });
  cpSync(join(root, "redocly.yaml"), join(folder, "redocly.yaml"));
  const command = join(root, "packages/spec-pipeline/bin/specloom.mjs");
  return { folder, specloom: (...args) => execFileSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8" }) };
}

test("the committed specs and generated code come out again byte for byte, in any folder", () => {
  const { folder, specloom } = copySpecs();
  rmSync(join(folder, "specs/profound/openapi.gen.yaml"));
  rmSync(join(folder, "specs/saasquatch/openapi.gen.yaml"));
  rmSync(join(folder, "specs/saasquatch/corrections.gen.yaml"));
  specloom("generate");
  for (const vendor of ["profound", "saasquatch"]) {
    const code = ["schema", "operations", "validators", "resources"].map(
      (name) => `packages/${vendor}-client/src/generated/${name}.gen.ts`,
    );
    for (const path of [`specs/${vendor}/openapi.gen.yaml`, `specs/${vendor}/corrections.gen.yaml`, ...code]) {
      expect({ path, text: readFileSync(join(folder, path), "utf8") }).toEqual({
        path,
        text: readFileSync(join(root, path), "utf8"),
      });
    }
  }
});

interface Described {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}
interface Spec {
  readonly components: {
    readonly schemas: Readonly<Record<string, Described>>;
    readonly parameters?: Readonly<Record<string, Described>>;
  };
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly (Described & { name: string })[] }>>>
  >;
}

test.each(["profound", "saasquatch"])("each field and parameter of %s has a description for the hover", (vendor) => {
  const { components, paths }: Spec = parse(readFileSync(join(root, `specs/${vendor}/openapi.gen.yaml`), "utf8"));
  const fields = Object.entries(components.schemas).flatMap(([schema, { properties = {} }]) =>
    Object.entries(properties).map(([name, field]) => [`${schema}.${name}`, field] as const),
  );
  const own = Object.entries(paths).flatMap(([path, item]) =>
    Object.values(item).flatMap(({ parameters = [] }) =>
      parameters.filter(({ $ref }) => $ref === undefined).map((parameter) => [`${path} ${parameter.name}`, parameter] as const),
    ),
  );
  const all = [...fields, ...own, ...Object.entries(components.parameters ?? {})];
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter(([, { description = "" }]) => description.trim() === "").map(([name]) => name)).toEqual([]);
});

test("a new enum value in a page, with its hash, flows through to the client's types with one command", () => {
  const { folder, specloom } = copySpecs();
  const page = join(folder, "specs/profound/pages/get-referrals-report-v2.md");
  const settings = join(folder, "specs/profound/vendor.yaml");
  const hash = (): string => createHash("sha256").update(readFileSync(page)).digest("hex");
  const before = hash();
  const text = readFileSync(page, "utf8");
  const metric = "              - last_visit\n";
  expect(text).toContain(metric);
  writeFileSync(page, text.replace(metric, `${metric}              - bounces\n`));
  writeFileSync(settings, readFileSync(settings, "utf8").replace(before, hash()));
  specloom("generate", "profound");
  expect(readFileSync(join(folder, GENERATED, "schema.gen.ts"), "utf8")).toContain('"visits" | "last_visit" | "bounces"');
});
