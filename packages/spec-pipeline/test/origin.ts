import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { git } from "./released-workspace.ts";
import type { TemporaryWorkspace } from "./temporary-workspace.ts";

export interface PullRequest {
  readonly number: number;
  state: "OPEN" | "CLOSED" | "MERGED";
  readonly headRefName: string;
  readonly title: string;
  readonly body: string;
  readonly isDraft: boolean;
  readonly url: string;
}

/** A bare repository that the workspace pushes to, and a `gh` on the path that keeps pull requests in a file, records its calls and can be told to fail. */
export interface Origin {
  readonly folder: string;
  readonly pullRequests: () => readonly PullRequest[];
  readonly setState: (number: number, state: PullRequest["state"]) => void;
  /** The calls of `gh` so far: `pr create`, `pr edit`. */
  readonly calls: () => readonly string[];
  /** Makes the call of that name fail with this message from now on. Undefined makes it work again. */
  readonly fail: (call: string, message: string | undefined) => void;
  /** The commit that a branch of the bare repository is at; undefined where there is none. */
  readonly tip: (branch: string) => string | undefined;
}

const GH = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const [noun, verb, ...rest] = process.argv.slice(2);
const file = join(__dirname, "state.json");
const state = JSON.parse(readFileSync(file, "utf8"));
const option = (name) => rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined;
const call = noun + " " + verb;
state.calls.push(call);
const end = (code) => { writeFileSync(file, JSON.stringify(state)); process.exit(code); };
if (state.failures[call]) { console.error(state.failures[call]); end(1); }
const body = () => readFileSync(option("--body-file"), "utf8");
const edited = state.pullRequests.find(({ number }) => String(number) === rest[0]);
if (call === "pr list") {
  console.log(JSON.stringify(state.pullRequests.filter((pull) => pull.headRefName === option("--head") && (option("--state") ?? "open").toUpperCase() === pull.state)));
} else if (call === "pr create") {
  const number = state.pullRequests.length + 1;
  const url = "https://github.example/acme/acme/pull/" + number;
  state.pullRequests.push({ number, state: "OPEN", headRefName: option("--head"), title: option("--title"), body: body(), isDraft: rest.includes("--draft"), url });
  console.log(url);
} else if (call === "pr edit") {
  Object.assign(edited, { title: option("--title"), body: body() });
} else if (call === "pr ready") {
  edited.isDraft = rest.includes("--undo");
} else { console.error("unknown command " + call); end(1); }
end(0);
`;

export function startOrigin(workspace: TemporaryWorkspace): Origin {
  const outside = mkdtempSync(join(tmpdir(), "specloom-origin-"));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  const folder = join(outside, "remote.git");
  git(workspace, "init", "-q", "--bare", folder);
  git(workspace, "remote", "add", "origin", folder);
  git(workspace, "push", "-q", "origin", "main");
  writeFileSync(join(outside, "gh"), GH);
  chmodSync(join(outside, "gh"), 0o755);
  vi.stubEnv("PATH", `${outside}:${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  interface State {
    readonly pullRequests: readonly PullRequest[];
    readonly calls: readonly string[];
    readonly failures: Record<string, string | undefined>;
  }
  const read = (): State => JSON.parse(readFileSync(join(outside, "state.json"), "utf8"));
  const write = (state: State): void => writeFileSync(join(outside, "state.json"), JSON.stringify(state));
  write({ pullRequests: [], calls: [], failures: {} });
  return {
    folder,
    pullRequests: () => read().pullRequests,
    setState: (number, state) => {
      const before = read();
      write({ ...before, pullRequests: before.pullRequests.map((pull) => (pull.number === number ? { ...pull, state } : pull)) });
    },
    calls: () => read().calls,
    fail: (call, message) => {
      const before = read();
      write({ ...before, failures: { ...before.failures, [call]: message } });
    },
    tip: (branch) => /^[0-9a-f]+/.exec(git(workspace, "ls-remote", "origin", `refs/heads/${branch}`))?.[0],
  };
}
