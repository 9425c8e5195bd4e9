import { basename } from "node:path";
import { UsageError, type Command, type CommandContext, type CommandEntry, type ParsedArguments } from "../host/command.ts";
import { completionScripts, type CompletedCommand } from "../host/completion-scripts.ts";
import { terminalText } from "../print/terminal-text.ts";

const HELP = `Usage: specloom completion [bash|zsh|fish]

Prints a script that completes commands, options and vendors in your shell; without a name,
for the shell in SHELL. Load it where your shell starts:

  bash  source <(specloom completion bash)    in ~/.bashrc
  zsh   source <(specloom completion zsh)     in ~/.zshrc, after compinit
  fish  specloom completion fish | source     in ~/.config/fish/config.fish

Options
  --help  print this text

Exit codes: 0 printed, 2 called wrongly
`;

/** The command that completes the others. */
export function createCompletion(commands: ReadonlyMap<string, CommandEntry>): Command {
  return {
    help: HELP,
    options: {},
    run: async (parsed, context) => {
      const script = scriptFor(parsed, context);
      context.print(terminalText(script(await describe(commands))));
      return 0;
    },
  };
}

function scriptFor({ positionals }: ParsedArguments, { env }: CommandContext): (commands: readonly CompletedCommand[]) => string {
  const [name = basename(env["SHELL"] ?? ""), ...others] = positionals;
  if (others.length > 0) throw new UsageError("one shell at a time: specloom completion bash");
  const script = completionScripts.get(name);
  if (script) return script;
  throw new UsageError(`name the shell (known: ${[...completionScripts.keys()].join(", ")}): specloom completion bash`);
}

async function describe(commands: ReadonlyMap<string, CommandEntry>): Promise<readonly CompletedCommand[]> {
  const described = [...commands].map(async ([name, { summary, load }]) => {
    const { options, help } = await load();
    return {
      name,
      summary,
      options: ["help", ...Object.keys(options)].map((option) => `--${option}`).toSorted(),
      takesVendors: help.includes("[vendor…]"),
    };
  });
  return Promise.all(described);
}
