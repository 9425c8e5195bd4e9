import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { listMember, parseJson, stringMember, type Json } from "../../src/document/json.ts";
import type { DocumentPair } from "../../src/release/ask-compiler.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const redocly = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");

/** A change that breaks users, as `redocly diff` reports it. */
export interface RedoclyFinding {
  readonly rule: string;
  readonly message: string;
  /** The report's entry, with the place. */
  readonly change: Json;
}

/** The breaking changes between two documents, by `redocly diff`. */
export async function askRedocly({ before, after }: DocumentPair): Promise<readonly RedoclyFinding[]> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-redocly-"));
  try {
    await writeFile(join(folder, "old.json"), JSON.stringify(before));
    await writeFile(join(folder, "new.json"), JSON.stringify(after));
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
    const command = [redocly, "diff", "old.json", "new.json", "--format", "json", "--fail-on", "none"];
    const { stdout } = await run(process.execPath, command, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
    return listMember(parseJson(stdout), "changes").flatMap((change) =>
      listMember(change, "verdicts")
        .filter((verdict) => stringMember(verdict, "impact") === "major")
        .map((verdict) => ({
          rule: stringMember(verdict, "ruleId") ?? "",
          message: stringMember(verdict, "message") ?? "",
          change,
        })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
