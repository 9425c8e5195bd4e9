import type { ClientCommand, ExtraCommand } from "@specloom/client-runtime/start-command";
import { Command, Option } from "commander";
import { describeRule, valueHint } from "./describe-rule.ts";
import type { Host } from "./host.ts";
import { methodParams, type MethodParam } from "./method-params.ts";
import type { Method } from "./method.ts";
import { FORMATS } from "./output/write-rows.ts";
import type { Typed } from "./read-params.ts";
import { helpHint } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/** The words typed for a method. */
export interface Invocation {
  readonly method: Method;
  readonly params: readonly MethodParam[];
  readonly typed: Typed;
}

const CODES = `
Exit codes: 0 done, 1 the call failed, 2 called wrongly, 3 a credential is missing or refused,
4 no response, 130 interrupted`;

/** The commands of a client: a group for each resource, a command for each method. */
export function createProgram(
  settings: ClientCommand,
  methods: readonly Method[],
  host: Host,
  run: (invocation: Invocation) => Promise<void>,
  own: OwnCommands,
): Command {
  const program = new Command(settings.name);
  program
    .description(settings.about)
    .version(settings.version, "--version", "print the version")
    .helpOption("--help", "print this text")
    .helpCommand(HELP_COMMAND, HELP_ABOUT)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, `${settings.name}: `)),
      getOutHelpWidth: () => host.stdout.columns ?? 100,
      getErrHelpWidth: () => host.stderr.columns ?? 100,
    })
    .addHelpText("after", programHelp(settings, methods));
  for (const [resource, named] of Map.groupBy(methods, ({ words }) => words[0])) {
    const group = program
      .command(resource)
      .summary(`${named.length} ${named.length === 1 ? "command" : "commands"}`)
      .helpCommand(HELP_COMMAND, HELP_ABOUT);
    const [first] = named.filter(({ text }) => text?.example !== undefined);
    if (first) group.addHelpText("after", `\nExample:\n  ${exampleOf(settings, first)}`);
    for (const method of named) addMethod(group, settings, method, methods, run);
  }
  for (const extra of settings.extras ?? []) addExtra(program, settings, extra, own.extra);
  addMcp(program, settings, own.mcp);
  addCredentials(program, settings, own);
  addHelpAfterErrors(program, settings.name);
  return program;
}

/** Commander's own errors end as ours do. */
function addHelpAfterErrors(command: Command, words: string): void {
  command.showHelpAfterError(`  ${helpHint(words)}`);
  for (const inner of command.commands) addHelpAfterErrors(inner, `${words} ${inner.name()}`);
}

const HELP_COMMAND = "help [command]";
const HELP_ABOUT = "print the help of a command";

/** The actions of the commands that are not the API's. */
export interface OwnCommands {
  readonly extra: (extra: ExtraCommand<object>, typed: Typed) => Promise<void>;
  readonly mcp: (typed: Typed) => Promise<void>;
  readonly login: (typed: Typed) => Promise<void>;
  readonly logout: (typed: Typed) => Promise<void>;
  readonly whoami: (typed: Typed) => Promise<void>;
}

function addExtra(program: Command, settings: ClientCommand, extra: ExtraCommand<object>, run: OwnCommands["extra"]): void {
  const [resource, name] = extra.words;
  const group = program.commands.find((command) => command.name() === resource) ?? program.command(resource);
  const command = group.command(name).summary(extra.summary).description(`${extra.summary}\n${extra.meaning}`);
  for (const { flags, about } of extra.options) {
    const option = new Option(flags, about);
    command.addOption(flags.includes("<") ? option.argParser(collect) : option);
  }
  command.addOption(new Option("--yes", "send without asking")).addOption(profileOption());
  if (settings.mock) command.addOption(new Option("--mock", "call the client's own mock: no key, no network"));
  command.helpOption("--help", "print this text").action(() => run(extra, typedOf(command)));
}

const profileOption = (): Option =>
  new Option("--profile <name>", "the credentials that login has kept under this name").argParser(collect);

function addCredentials(program: Command, settings: ClientCommand, own: OwnCommands): void {
  const about = {
    login: "keep a key in this machine's keychain; it is typed at a question, or read from standard input",
    logout: "take a key out of the keychain",
    whoami: "make one call that changes nothing, and say whether the credential is accepted",
  };
  for (const name of ["login", "logout", "whoami"] as const) {
    const command = program
      .command(name)
      .description(about[name])
      .addOption(profileOption())
      .helpOption("--help", "print this text");
    if (name === "whoami" && settings.mock) command.addOption(new Option("--mock", "ask the client's own mock"));
    command.action(() => own[name](typedOf(command)));
  }
}

function addMcp(program: Command, settings: ClientCommand, serve: (typed: Typed) => Promise<void>): void {
  const command = program
    .command("mcp")
    .summary("serve the client to agents, over the Model Context Protocol")
    .description(
      `Serves the client over the Model Context Protocol, on standard input and output. Methods that change something are left out.\nOver HTTP, requests bring a token along: that of ${MCP_TOKEN}, or one that is made up and printed here.`,
    )
    .addOption(new Option("--http <port>", "serve http://127.0.0.1:<port>/mcp instead; 0 for a free port").argParser(collect))
    .addOption(new Option("--allow-writes", "offer methods that change something as well"))
    .helpOption("--help", "print this text");
  if (settings.mock) command.addOption(new Option("--mock", "serve the client's own mock: no key, no network"));
  command.addOption(profileOption()).action(() => serve(typedOf(command)));
}

/** The environment variable with the token of a server over HTTP. */
export const MCP_TOKEN = "SPECLOOM_MCP_TOKEN";

function typedOf(command: Command): Typed {
  const typed = new Map<string, readonly string[]>();
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (value === true) typed.set(option.name(), ["true"]);
    else if (Array.isArray(value)) typed.set(option.name(), value.map(String));
  }
  return typed;
}

function programHelp({ name, variables, mock }: ClientCommand, methods: readonly Method[]): string {
  const [first] = methods.filter(({ text }) => text?.example !== undefined);
  const example = first && mock ? `\nExample, against the client's own mock:\n  ${exampleOf({ name }, first)}\n` : "";
  const width = Math.max(...variables.map((variable) => variable.name.length));
  const lines = variables.map((variable) => `  ${variable.name.padEnd(width)}  ${variable.about}`);
  return `${example}\nIn a shell: ${name} completion bash, zsh or fish prints the script that completes commands, options and values.\n\nEnvironment:\n${lines.join("\n")}\n${CODES}`;
}

/** A line that a person can type. */
export function exampleOf({ name }: Pick<ClientCommand, "name">, { words, text }: Method): string {
  return [name, ...words, text?.example ?? "", "--mock"].filter((part) => part !== "").join(" ");
}

/** An option that is given twice keeps both values. */
function collect(value: string, before: unknown): string[] {
  return [...(Array.isArray(before) ? before.map(String) : []), value];
}

function addMethod(
  group: Command,
  settings: ClientCommand,
  method: Method,
  methods: readonly Method[],
  run: (invocation: Invocation) => Promise<void>,
): void {
  const params = methodParams(method);
  const { operation, text, summary } = method;
  const title = text?.summary ?? visibleText(summary ?? `${operation.method} ${operation.path}`);
  const command = group
    .command(method.words[1])
    .summary(title)
    .description([title, text?.meaning ?? ""].join("\n").trim());
  const walks = methods.some(({ walks: walked }) => walked === method.name);
  const hasLimit = params.some(({ option }) => option === "limit");
  for (const { option, rule, path, isRequired } of params) {
    if (option === "limit") continue;
    const form = path.length === 1 ? settings.forms?.[path[0] ?? ""] : undefined;
    const given = settings.defaults?.[method.name]?.[path.join(".")];
    const words = [
      settings.params?.[path.join(".")] ?? "",
      form?.about ?? describeRule(rule),
      isRequired && !given ? "(required)" : "",
    ];
    const isFlag = rule.types?.length === 1 && rule.types[0] === "boolean";
    const flags = `--${option} ${isFlag ? "[boolean]" : `<${form?.hint ?? valueHint(rule)}>`}`;
    const made = new Option(
      flags,
      words
        .filter((part) => part !== "")
        .join("; ")
        .replace("; (required)", " (required)"),
    );
    command.addOption(made.argParser(collect));
  }
  const own = (flags: string, about: string): void => void command.addOption(new Option(flags, about).argParser(collect));
  const flag = (flags: string, about: string): void => void command.addOption(new Option(flags, about));
  if (params.length > 0)
    own("--json <json>", "params as a JSON object: the text, @file, or - for standard input; options win over it");
  if (walks) flag("--all", "the rows of all pages");
  // The result of a changing operation is shown completely.
  if (operation.safe || hasLimit) own("--limit <rows>", "at most this number of rows");
  if (hasLimit && (walks || method.isWalk)) own("--page-size <rows>", "rows of one request");
  own(
    "--format <format>",
    `${FORMATS.join(", ")}; a table in a terminal or with --columns, else json, and ndjson if rows come one by one`,
  );
  own("--columns <names>", "the columns of a table, CSV or TSV, with commas between them");
  if (operation.safe) own("--chart [column]", "a table with a bar for each number of the column, or a line over dates");
  own("--output <file>", "write to a file, which appears when it is complete");
  if (walks || method.isWalk) flag("--resume", "with --output: continue a walk that ended early");
  command.addOption(profileOption());
  own("--timeout <seconds>", "time for each request");
  if (!operation.safe) flag("--yes", "send without asking");
  if (settings.mock) flag("--mock", "call the client's own mock: no key, no network");
  command.helpOption("--help", "print this text");
  if (text?.example !== undefined && settings.mock) command.addHelpText("after", `\nExample:\n  ${exampleOf(settings, method)}`);
  command.action(() => run({ method, params, typed: typedOf(command) }));
}
