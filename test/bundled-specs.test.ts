import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

const require = createRequire(import.meta.url);

interface LintReport {
  readonly problems: readonly { readonly ruleId: string; readonly severity: string }[];
}

test.each(["profound", "saasquatch"])(
  "redocly lint finds in the bundled spec of %s what vendor.yaml accepts, and no more",
  (vendor) => {
    const folder = join(import.meta.dirname, "../specs", vendor);
    const redocly = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
    const config = join(import.meta.dirname, "../redocly.yaml");
    const command = [redocly, "lint", join(folder, "openapi.gen.yaml"), "--config", config, "--format", "json"];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const { problems }: LintReport = JSON.parse(
      execFileSync(process.execPath, command, { encoding: "utf8", env, stdio: "pipe" }),
    );
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const { ignore = [] }: { ignore?: readonly { rule: string }[] } = parse(readFileSync(join(folder, "vendor.yaml"), "utf8"));
    const accepted = ignore.map(({ rule }) => rule);
    expect(problems.filter(({ ruleId }) => !accepted.includes(ruleId))).toEqual([]);
  },
);
