import type { ClientCommand, CommandTools, ExtraCommand } from "@specloom/client-runtime/start-command";
import { askToSend } from "./ask-before-sending.ts";
import { createClient } from "./create-client.ts";
import { FailedRun } from "./failed-run.ts";
import type { Host } from "./host.ts";
import { isSameFile } from "./is-same-file.ts";
import { fileSink } from "./output/sink.ts";
import { writeRows } from "./output/write-rows.ts";
import { readCsv } from "./read-csv.ts";
import type { Typed } from "./read-params.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/** Runs a client's command of more than one call, and prints its result as JSON. */
export async function runExtra(settings: ClientCommand, extra: ExtraCommand<object>, typed: Typed, host: Host): Promise<void> {
  const { client } = await createClient(settings, typed, host);
  const given = new Map([...typed].map(([name, values]) => [name, values.at(-1) ?? ""]));
  const result = await extra.run(client, given, toolsOf(settings, typed, host));
  host.signal.throwIfAborted();
  print(result, host);
}

function print(output: unknown, { stdout }: Host): void {
  stdout.write(`${JSON.stringify(output, undefined, 2)}\n`);
}

function toolsOf({ name }: ClientCommand, typed: Typed, host: Host): CommandTools {
  const { stderr, signal } = host;
  const tell = (line: string): void => void stderr.write(`${name}: ${visibleText(line)}\n`);
  return {
    signal,
    tell,
    readCsv,
    writeCsv: (path, rows) => writeCsv(path, rows, signal),
    isSameFile,
    refuse: (message) => {
      throw new UsageError(message);
    },
    fail: (message, output, cause) => {
      print(output, host);
      throw new FailedRun(message, { cause });
    },
    async confirm(what) {
      if (typed.has("yes") || typed.has("mock")) return;
      tell(what);
      await askToSend(host);
    },
  };
}

async function writeCsv(path: string, rows: readonly object[], signal: AbortSignal): Promise<void> {
  const sink = await fileSink(path, signal);
  try {
    await writeRows(rows, sink, { format: "csv", columns: undefined, width: Number.POSITIVE_INFINITY, warn: () => {} });
    await sink.close();
  } catch (error) {
    await sink.drop();
    throw error;
  }
}
