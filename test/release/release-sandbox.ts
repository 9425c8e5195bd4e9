import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { onTestFinished } from "vitest";

/** The reaction of a program to these arguments, separated by spaces. */
export interface Reaction {
  readonly call: string;
  readonly status?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

export interface Outcome {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly stderr: string;
  /** The calls that changed something: not those that only ask. */
  readonly calls: readonly string[];
  readonly inputs: readonly string[];
}

export interface Sandbox {
  readonly folder: string;
  /** Runs a release script of this workspace as if the folder were the workspace. */
  readonly run: (script: string, reactions: readonly Reaction[], env?: NodeJS.ProcessEnv) => Outcome;
  readonly git: (...args: readonly string[]) => string;
  /** Writes the manifest of a package and commits it. Returns the commit. */
  readonly commitVersion: (name: string, version: string) => string;
}

const SCRIPTS = join(import.meta.dirname, "../../scripts/release");

// `npm` and `gh` of the sandbox: reacts as the test says, and records the call.
const PROGRAM = `
  import { appendFileSync, readFileSync } from "node:fs";
  const [name, ...args] = process.argv.slice(2);
  const call = [name, ...args].join(" ");
  const reactions = JSON.parse(readFileSync(new URL("reactions.json", import.meta.url), "utf8"));
  const { status = 99, stdout = "", stderr = "unexpected: " + call } = reactions.find((reaction) => reaction.call === call) ?? {};
  const input = args.at(-1) === "-" ? readFileSync(0, "utf8") : "";
  appendFileSync(new URL("calls.jsonl", import.meta.url), JSON.stringify({ call, input }) + "\\n");
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = status;
`;

/** A repository with a copy of the release scripts, with programs in place of npm and gh, and with git itself. */
export function createSandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), "specloom-release-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  cpSync(SCRIPTS, join(folder, "scripts/release"), {
    recursive: true,
    filter: (path) => !/^(?:consumer|rehearsal|tools)$/.test(relative(SCRIPTS, path)),
  });
  writeFileSync(join(bin, "program.mjs"), PROGRAM);
  for (const name of ["npm", "gh"]) {
    writeFileSync(join(bin, `${name}.cmd`), `@"${process.execPath}" "${join(bin, "program.mjs")}" ${name} %*\r\n`);
    writeFileSync(join(bin, name), `#!/bin/sh\nexec "${process.execPath}" "${join(bin, "program.mjs")}" ${name} "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const git: Sandbox["git"] = (...args) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("config", "user.name", "somebody");
  git("config", "user.email", "somebody@localhost");
  return {
    folder,
    git,
    commitVersion(name, version) {
      const own = `packages/${name}`;
      mkdirSync(join(folder, own), { recursive: true });
      writeFileSync(join(folder, own, "package.json"), JSON.stringify({ name, version }, null, 2));
      git("add", own);
      git("commit", "--quiet", "--message", `${name} ${version}`);
      return git("rev-parse", "HEAD");
    },
    run(script, reactions, env) {
      writeFileSync(
        join(bin, "reactions.json"),
        JSON.stringify(reactions.map((reaction) => ({ status: 0, stderr: "", ...reaction }))),
      );
      writeFileSync(join(bin, "calls.jsonl"), "");
      const [file = "", ...args] = script.split(" ");
      const { ACTIONS_ID_TOKEN_REQUEST_URL: _, ...own } = process.env;
      const path = [bin, process.env["PATH"]].join(delimiter);
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "scripts/release", file), ...args], {
        encoding: "utf8",
        env: { ...own, ...env, PATH: path },
      });
      const records = readFileSync(join(bin, "calls.jsonl"), "utf8").split("\n").filter(Boolean);
      const calls: { call: string; input: string }[] = records.map((line) => JSON.parse(line));
      const changing = calls.filter(({ call }) => !/^npm (?:view|stage --help)/.test(call));
      return {
        status,
        lines: stdout.split("\n").filter(Boolean),
        stderr,
        calls: changing.map(({ call }) => call.replaceAll(folder, ".").replaceAll("\\", "/")),
        inputs: changing.map(({ input }) => input),
      };
    },
  };
}
