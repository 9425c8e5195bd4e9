import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import {
  INTERRUPTED,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { createFiles } from "../host/files.ts";
import { Progress } from "../host/progress.ts";
import { runWithRoom } from "../host/run-with-room.ts";
import { findWorkspace } from "../host/workspace.ts";
import { adviseAfterFailure } from "../init/advise-after-failure.ts";
import { clientNames, faultOfName, type ClientNames } from "../init/client-names.ts";
import { clientPlace } from "../init/client-place.ts";
import { formatFiles } from "../init/format-files.ts";
import { layOut } from "../init/lay-out.ts";
import { readNewVendor, type NewVendor } from "../init/read-new-vendor.ts";
import { withExceptions } from "../init/vendor-file.ts";
import { workspaceAbove } from "../init/workspace-above.ts";
import type { PipelineResult } from "../pipeline.ts";
import { inTerminal, terminalLine } from "../print/terminal-text.ts";
import type { Problem } from "../problems/problem.ts";
import { formatAnnotations, formatClosing, formatJson, formatStage, type VendorReport } from "../problems/report.ts";
import { isOfCode } from "../problems/rules.ts";

const HELP = `Usage: specloom init NAME --from PLACE [--from PLACE …] [options]

Adds a vendor: lays out specs/NAME and packages/NAME-client, generates, and leaves a client
whose every operation can be called, with tests and a changeset. Works in a workspace of npm,
pnpm, yarn or bun, in a package, and in an empty folder, which becomes a workspace. What their
package.json lacks is added after a question. With --output the client is a folder of an
application instead of a package. All of it or nothing: if settings or overlays can solve the
problems, --keep writes the vendor's files to .work/init/NAME, to be corrected and taken over.

PLACE is one of
  a documentation page, or a folder of them (Mintlify, GitBook)
  an OpenAPI document 3.0, 3.1 or 3.2, YAML or JSON, also one of several files
  a folder specs/<vendor> of another workspace
  the https address of a page or document

Options
  --from PLACE     may be given several times
  --base-url URL   where the API is, if the documents do not say
  --auth KIND      how calls are authenticated, if the documents do not say: bearer, basic,
                   http:SCHEME or header:NAME; laid down as an overlay
  --output FOLDER  a folder of an application, such as src/api, for the client's sources;
                   without a package, tests and a changeset
  --yes            add what package.json or pnpm-workspace.yaml lacks, without a question
  --keep           after a failure keep vendor.yaml, pages and overlays in .work/init/NAME
  --json           print the report as JSON
  --help           print this text

Exit codes: 0 done, 1 problems found or a site out of reach, 2 called wrongly
`;

async function run(parsed: ParsedArguments, given: CommandContext): Promise<ExitCode> {
  using progress = new Progress(given, "reading");
  const { context } = progress;
  const names = readName(parsed.positionals);
  const root = findWorkspace(context.cwd) ?? context.cwd;
  const place = clientPlace(names, readOutput(parsed.options["output"], root, context.cwd));
  const made = [`specs/${names.vendor}`, place.folder, ...(place.isPackage ? [changesetPath(names)] : [])];
  const there = made.filter((path) => existsSync(join(root, path)));
  if (there.length > 0) {
    const verb = there.length === 1 ? "exists" : "exist";
    throw new UsageError(
      `${listed(there)} ${verb} already, and init changes nothing that exists: take another name, or delete ${listed(there)} first`,
    );
  }
  const above = place.isPackage ? await workspaceAbove(root) : undefined;
  if (above) {
    throw new UsageError(
      `${root} is a package of the workspace ${above.root}, and packages hold no packages: run the same command there, or add --output src/api for a client inside of this one`,
    );
  }
  const isJson = parsed.options["json"] === true;
  const startMs = performance.now();
  const vendor = await readNewVendor(root, names, place, parsed, context);
  const read = { stage: "read", outcome: vendor.outcome, elapsedMs: performance.now() - startMs };
  const say = (stage: VendorReport["stages"][number]): void => {
    if (!isJson) context.print(inTerminal`${formatStage(stage, context.paint)}\n`);
    progress.step(`${stage.stage} is done`);
  };
  // Up to here the command may find that it was called wrongly. That is printed as one sentence.
  if (!isJson) context.print(inTerminal`${context.paint("bold", terminalLine(names.vendor))}\n`);
  say(read);
  if (context.signal.aborted) return interrupted(context);
  const fail = (done: VendorReport["stages"], found: readonly Problem[], adopted: readonly string[]): ExitCode => {
    const settings = { root, vendor: names.vendor, isKept: parsed.options["keep"] === true, adopted };
    const { problems, outcome } = adviseAfterFailure(vendor, found, settings);
    finish(names, done, problems, outcome, isJson, context);
    return 1;
  };
  if (!vendor.input) return fail([read], vendor.problems, []);

  let result: PipelineResult;
  try {
    result = await runWithRoom({ ...vendor.input, adopt: true }, context.signal, say);
  } catch (error) {
    if (context.signal.aborted) return interrupted(context);
    throw error;
  }
  if (context.signal.aborted) return interrupted(context);
  const problems = [...vendor.problems, ...result.problems];
  const stages = [read, ...result.stages];
  if (!result.bundled || problems.some(isInTheWay)) {
    return fail(
      stages,
      problems,
      result.adopted.map(({ rule }) => rule),
    );
  }
  const layout = await layOut({
    root,
    names,
    place,
    vendor: vendor.input.vendor,
    title: vendor.title,
    bundled: result.bundled,
    context,
  });
  const { lacks, changes } = layout.completion;
  const isCompleted = lacks.length === 0 || (await mayComplete(lacks, parsed, context));
  if (context.signal.aborted) return interrupted(context);
  createFiles(
    root,
    new Map<string, string | Uint8Array>([...layout.files, ...vendorFiles(names, vendor, result), ...result.files]),
    isCompleted ? changes : [],
  );
  const unformatted = formatFiles(root, [...layout.files.keys()]);
  const changed = isCompleted ? changes.map(({ path }) => path) : [];
  const next = isCompleted ? layout.next.completed : layout.next.lacking;
  const outcome = `wrote ${listed([...made, ...changed])}; next: ${next}, in ${root}`;
  const lacking = isCompleted ? [] : lacks.map(lackingProblem);
  finish(names, stages, [...problems, ...layout.problems, ...lacking, ...unformatted], outcome, isJson, context);
  return 0;
}

/** Files that a person wrote are changed only after a person agreed. */
async function mayComplete(lacks: readonly string[], { options }: ParsedArguments, context: CommandContext): Promise<boolean> {
  if (options["yes"] === true) return true;
  if (options["json"] === true || !context.ask) return false;
  return context.ask(inTerminal`${terminalLine(lacks.join("; "))}. Add it?`);
}

function lackingProblem(lack: string): Problem {
  const [file = ""] = lack.split(" ");
  const message = `${lack}; it was left alone: add it by hand, as init --yes would have done`;
  return { rule: "workspace-manifest", severity: "info", message, location: { file, line: 1 } };
}

function listed(paths: readonly string[]): string {
  return paths.length === 1 ? paths.join() : `${paths.slice(0, -1).join(", ")} and ${paths.at(-1)}`;
}

/** The folder of an application that `--output` names, as a path from the workspace's root. */
function readOutput(output: ParsedArguments["options"][string], root: string, cwd: string): string | undefined {
  if (typeof output !== "string") return undefined;
  const folder = relative(root, resolve(cwd, output)).replaceAll("\\", "/");
  // The path that `vendor.yaml` takes as `output`. The application must be able to import files from this folder.
  if (folder === "" || folder.startsWith("..") || isAbsolute(folder) || !/^[\w.@/-]+$/.test(folder))
    throw new UsageError(`--output ${output} must be a new folder below ${root}, such as src/api`);
  if (!existsSync(join(root, "package.json")))
    throw new UsageError(
      "--output is for a folder of an application, and there is no package.json here: leave it out for a workspace with the client as a package",
    );
  return folder;
}

/** Warnings of the stages that make code were accepted. They stay warnings. */
function isInTheWay({ rule, severity }: Problem): boolean {
  return severity === "error" || (severity === "warning" && !isOfCode(rule));
}

function readName(positionals: readonly string[]): ClientNames {
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError("the vendor's name is missing: specloom init NAME --from PLACE");
  if (more.length > 0) throw new UsageError(`one vendor at a time, not ${positionals.join(", ")}; places follow --from`);
  const fault = faultOfName(name);
  if (fault !== undefined) throw new UsageError(`“${name}”: ${fault}`);
  return clientNames(name);
}

function changesetPath(names: ClientNames): string {
  return `.changeset/add-${names.package}.md`;
}

function vendorFiles(names: ClientNames, vendor: NewVendor, result: PipelineResult): readonly [string, string | Uint8Array][] {
  const folder = `specs/${names.vendor}`;
  return [
    [`${folder}/vendor.yaml`, withExceptions(vendor.settings, result.adopted)],
    ...vendor.files.map(([path, content]): [string, string | Uint8Array] => [`${folder}/${path}`, content]),
  ];
}

function interrupted(context: CommandContext): ExitCode {
  context.warn(inTerminal`interrupted, nothing written\n`);
  return INTERRUPTED;
}

function finish(
  names: ClientNames,
  stages: VendorReport["stages"],
  problems: readonly Problem[],
  outcome: string,
  isJson: boolean,
  context: CommandContext,
): void {
  const report = { vendor: names.vendor, stages, problems, outcome };
  context.print(isJson ? formatJson([report]) : formatClosing(report, context.paint));
  if (context.env["GITHUB_ACTIONS"] === "true" && !isJson) formatAnnotations([report]).forEach(context.print);
}

export const init: Command = {
  help: HELP,
  options: {
    from: { type: "string", multiple: true },
    "base-url": { type: "string" },
    auth: { type: "string" },
    output: { type: "string" },
    yes: { type: "boolean", short: "y" },
    keep: { type: "boolean" },
    json: { type: "boolean" },
  },
  run,
};
