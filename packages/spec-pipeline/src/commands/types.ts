import {
  CommandFailure,
  INTERRUPTED,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { runWithRoom } from "../host/run-with-room.ts";
import { writeOutput } from "../host/write-output.ts";
import { readSources, Unreachable } from "../init/read-sources.ts";
import { TYPES_FILE } from "../pipeline.ts";
import { inTerminal } from "../print/terminal-text.ts";
import { hasErrors } from "../problems/problem.ts";
import { formatClosing, type VendorReport } from "../problems/report.ts";

const HELP = `Usage: specloom types DOCUMENT… --output FILE

Writes the types paths, components, operations and webhooks of an OpenAPI document, as openapi-fetch
and openapi-react-query take them and openapi-typescript wrote them. DOCUMENT is a file, a folder of
pages or an https address, as for init. Nothing else is written: no specs/, no client.

Options
  --output FILE  where to write, usually schema.d.ts; replaced if it is there
  --help         print this text

Exit codes: 0 written, there may be notes; 1 problems found, nothing written; 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { output } = parsed.options;
  if (parsed.positionals.length === 0)
    throw new UsageError("the document is missing: specloom types DOCUMENT --output schema.d.ts");
  if (typeof output !== "string") throw new UsageError("--output is missing: specloom types DOCUMENT --output schema.d.ts");
  const sources = await readSources(parsed.positionals, context, "types").catch((error: unknown) => {
    throw error instanceof Unreachable ? new CommandFailure(`${error.message}: ${error.fix}`) : error;
  });
  const finish = (report: Omit<VendorReport, "vendor">): void =>
    context.print(formatClosing({ vendor: output, ...report }, context.paint));
  const input = {
    vendor: {
      id: "types",
      baseUrl: "https://api.example",
      dialect: sources.dialect,
      pages: sources.pages.map(({ listed }) => listed),
      clientParameters: [],
      output: "",
      ignore: [],
      prefer: [],
    },
    pages: sources.pages.map(({ page }) => page),
    overlays: [],
    lintConfig: "",
    aim: "types",
  } as const;
  if (hasErrors(sources.problems)) {
    finish({ stages: [], problems: sources.problems, outcome: "not written" });
    return 1;
  }
  const result = await runWithRoom(input, context.signal).catch((error: unknown) => {
    if (!context.signal.aborted) throw error;
  });
  if (!result || context.signal.aborted) {
    context.warn(inTerminal`interrupted, nothing written\n`);
    return INTERRUPTED;
  }
  const { stages } = result;
  const problems = [...sources.problems, ...result.problems];
  const text = result.files.get(TYPES_FILE);
  if (text === undefined) {
    finish({ stages, problems, outcome: "not written" });
    return 1;
  }
  await writeOutput(context.cwd, output, text);
  finish({ stages, problems, outcome: "written" });
  return 0;
}

export const types: Command = { help: HELP, options: { output: { type: "string" } }, run };
