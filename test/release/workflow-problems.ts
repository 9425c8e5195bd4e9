/** Lints a GitHub workflow: GitHub's own language service for the syntax, and the rules of this repository for what it may do. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { parse } from "yaml";

// The language service imports JSON without saying so, which Node refuses and bundlers accept.
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    return resolved.url.endsWith(".json") ? { ...resolved, importAttributes: { type: "json" } } : resolved;
  },
});
const { validate } = await import("@actions/languageservice");
const { TextDocument } = await import("vscode-languageserver-textdocument");

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
}
interface Job {
  env?: Record<string, unknown>;
  strategy?: { matrix?: unknown; "fail-fast"?: unknown };
  permissions?: Record<string, string> | "read-all" | "write-all";
  "timeout-minutes"?: number;
  steps?: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

/** Scopes that a job may ask to write, by its workflow and name; everything else is read or nothing. */
const writableScopes: Record<string, readonly string[]> = {
  "release.yml version": ["contents", "pull-requests"],
  "release.yml stage": ["id-token"],
  "release.yml tag": ["contents"],
  "spec-sync.yml open": ["contents", "pull-requests"],
};

/** The scopes that a job asks to write; `write-all` is a word in the place of a list. */
function writtenScopes(permissions: Job["permissions"] = {}): string[] {
  if (typeof permissions === "string") return permissions === "write-all" ? ["all"] : [];
  return Object.keys(permissions).filter((scope) => permissions[scope] === "write");
}

function stepProblems(where: string, { uses, run, with: inputs }: Step, lines: (text: string) => string[]): string[] {
  const problems: string[] = [];
  if (uses !== undefined) {
    if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)) problems.push(`${where}: "${uses}" is not pinned to a full commit hash`);
    else if (!lines(uses).every((line) => /# v\d+\.\d+\.\d+$/.test(line)))
      problems.push(`${where}: "${uses}" does not say its version beside the hash`);
    // Left behind unsaid, they are the default; said, they are a decision.
    if (uses.startsWith("actions/checkout@") && inputs?.["persist-credentials"] === undefined)
      problems.push(
        `${where}: the checkout leaves its credentials behind (persist-credentials: false, or true where a step pushes)`,
      );
  }
  // Each step of a workflow has to be runnable, and testable, without it.
  if (run !== undefined && !/^npm (test|start|run [\w:-]+( -- [\w= -]+)?)$/.test(run))
    problems.push(`${where}: "${run.split("\n", 1)[0]}" is logic of its own; call one of the project's npm scripts`);
  return problems;
}

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));

/** Whether a step installs packages, and with them runs code of others. */
function installs({ run = "" }: Step): boolean {
  const [, script = ""] = /^npm (?:run )?([\w:-]+)/.exec(run) ?? [];
  return scripts[script]?.includes("bootstrap") ?? false;
}

/** Code of others and a token do not meet in one job. */
function tokenProblems(where: string, job: Job, written: readonly string[]): string[] {
  if (!job.steps?.some(installs)) return [];
  const given = JSON.stringify([job.env, ...job.steps.map(({ env, with: inputs }) => [env, inputs])]);
  return [
    ...(written.length > 0 ? [`${where}: the job installs packages, and may write ${written.join(" and ")}`] : []),
    ...(/github\.token|secrets\./.test(given) ? [`${where}: the job installs packages, and is given a token`] : []),
  ];
}

function jobProblems(where: string, job: Job, lines: (text: string) => string[]): string[] {
  const problems: string[] = [];
  if (!job.permissions) problems.push(`${where}: the job does not say its permissions`);
  const written = writtenScopes(job.permissions);
  const allowed = writableScopes[where.slice(where.lastIndexOf("/") + 1)] ?? [];
  for (const scope of written) if (!allowed.includes(scope)) problems.push(`${where}: the job asks to write ${scope}`);
  if (job["timeout-minutes"] === undefined) problems.push(`${where}: the job has no time limit`);
  // One entry that fails would cancel the others, which have nothing to do with it.
  if (job.strategy?.matrix !== undefined && job.strategy["fail-fast"] !== false)
    problems.push(`${where}: one entry of the matrix stops the others (fail-fast: false)`);
  problems.push(...tokenProblems(where, job, written));
  // The identity stands for the whole repository: nobody else's code runs beside it, GitHub's own apart.
  if (written.includes("id-token"))
    for (const { uses = "actions/" } of job.steps ?? [])
      if (!uses.startsWith("actions/")) problems.push(`${where}: the job has the identity of the workflow, and runs "${uses}"`);
  const pushes = job.steps?.some((step) => step.with?.["persist-credentials"] === true);
  if (pushes && !written.includes("contents")) problems.push(`${where}: the job keeps credentials, and may not write`);
  return [...problems, ...(job.steps ?? []).flatMap((step) => stepProblems(where, step, lines))];
}

let runs = 0;

/** One sentence per problem, with its place; empty for a workflow that is right. */
export async function workflowProblems(path: string, source: string): Promise<string[]> {
  // The service keeps what it parsed by address, whatever the text: each run needs an address of its own.
  const document = TextDocument.create(`file:///${++runs}/${path}`, "yaml", 1, source);
  const syntax = await validate(document);
  const problems = syntax.map(
    ({ range, message }) => `${path}:${range.start.line + 1}: ${typeof message === "string" ? message : message.value}`,
  );
  const workflow: Workflow = parse(source);
  const lines = (text: string) => source.split("\n").filter((line) => line.includes(text));
  if (Object.keys(workflow.permissions ?? { all: "default" }).length > 0)
    problems.push(`${path}: permissions are given per job, and none for the whole workflow (permissions: {})`);
  for (const [id, job] of Object.entries(workflow.jobs)) problems.push(...jobProblems(`${path} ${id}`, job, lines));
  return problems;
}
