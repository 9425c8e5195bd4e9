import { RootCommand, script } from "@bomb.sh/tab";
import type { Command, Option } from "commander";
import { bashCompletion } from "./bash-completion.ts";
import type { Host } from "./host.ts";
import { methodParams } from "./method-params.ts";
import type { Method } from "./method.ts";
import { FORMATS } from "./output/write-rows.ts";
import { isListOnly } from "./read-params.ts";
import { UsageError } from "./usage-error.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;

/** Prints the script that a shell loads. */
export function printCompletion(name: string, [shell, ...others]: readonly string[], { stdout }: Host): void {
  if (shell === undefined || others.length > 0 || !SHELLS.some((known) => known === shell))
    throw new UsageError(`name the shell (${SHELLS.join(", ")}): ${name} completion bash`);
  if (shell === "bash") stdout.write(`${bashCompletion(name)}\n`);
  else script(shell, name, name);
}

/** Prints the words that may follow the typed ones. A shell calls this at each press of the key. */
export function completeWords(program: Command, methods: readonly Method[], words: readonly string[], { stdout }: Host): void {
  const given = findCommand(program, words).options.find(({ long }) => long === words.at(-2));
  // The shell knows the files.
  if (given?.flags.includes("<file>") === true) return void stdout.write(":0\n");
  const root = new RootCommand();
  for (const group of program.commands) {
    root.command(group.name(), group.summary() || group.description());
    for (const command of group.commands) {
      const method = methods.find(({ words: [resource, own] }) => resource === group.name() && own === command.name());
      const completed = root.command(`${group.name()} ${command.name()}`, command.summary());
      for (const option of command.options) addOption(completed, option, method);
    }
  }
  root.parse([...words]);
}

function findCommand(program: Command, words: readonly string[]): Command {
  const found = program.commands.find((command) => command.name() === words[0]);
  return found ? findCommand(found, words.slice(1)) : program;
}

function addOption(completed: ReturnType<RootCommand["command"]>, option: Option, method: Method | undefined): void {
  const about = option.description.split(/[;(]/)[0]?.trim() ?? "";
  if (!option.required && !option.optional) completed.option(option.name(), about);
  else {
    const values = valuesOf(option, method);
    completed.option(option.name(), about, (complete) => {
      for (const value of values) complete(value, "");
    });
  }
}

function valuesOf(option: Option, method: Method | undefined): readonly string[] {
  if (option.name() === "format") return FORMATS;
  const rule = method && methodParams(method).find((param) => param.option === option.name())?.rule;
  if (rule?.types?.includes("boolean") === true) return ["true", "false"];
  return (isListOnly(rule?.types) ? rule?.items?.values : rule?.values) ?? [];
}
