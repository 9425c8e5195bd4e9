import { readFile } from "node:fs/promises";
import type { ClientCommand, CommandTools, ExtraCommand } from "@specloom/client-runtime/start-command";
import { parse } from "csv-parse/sync";
import { askToSend } from "./ask-before-sending.ts";
import { createClient } from "./create-client.ts";
import type { Host } from "./host.ts";
import { fileSink } from "./output/sink.ts";
import { writeRows } from "./output/write-rows.ts";
import type { Typed } from "./read-params.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/** Runs a command of a client that is more than one call, and prints what it returns as JSON. */
export async function runExtra(settings: ClientCommand, extra: ExtraCommand<object>, typed: Typed, host: Host): Promise<void> {
  const { client } = await createClient(settings, typed, host);
  const given = new Map([...typed].map(([name, values]) => [name, values.at(-1) ?? ""]));
  const result = await extra.run(client, given, toolsOf(settings, typed, host));
  host.signal.throwIfAborted();
  host.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
}

function toolsOf({ name }: ClientCommand, typed: Typed, host: Host): CommandTools {
  const { stderr, signal } = host;
  const tell = (line: string): void => void stderr.write(`${name}: ${visibleText(line)}\n`);
  return {
    signal,
    tell,
    readCsv,
    writeCsv,
    refuse: (message) => {
      throw new UsageError(message);
    },
    async confirm(what) {
      if (typed.has("yes") || typed.has("mock")) return;
      tell(what);
      await askToSend(host);
    },
  };
}

async function readCsv(path: string): Promise<readonly Readonly<Record<string, string>>[] | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true, cast: withoutMark });
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** An apostrophe before a sign is ours, as a spreadsheet would run what follows. */
function withoutMark(value: string): string {
  return value.replace(/^'(?=[=+\-@])/, "");
}

async function writeCsv(path: string, rows: readonly object[]): Promise<void> {
  const sink = await fileSink(path);
  try {
    await writeRows(rows, sink, { format: "csv", columns: undefined, width: Number.POSITIVE_INFINITY, warn: () => {} });
    await sink.close();
  } catch (error) {
    await sink.drop();
    throw error;
  }
}
