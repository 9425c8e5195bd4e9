/**
 * Writes every referral of the tenant to a file, one JSON object a line, and goes on where an earlier run was interrupted.
 *
 *     node examples/warehouse-sync.ts referrals.ndjson
 *
 * The file is the only state: a line that was cut off is dropped, and an id that is in the file is not written again. A run reads the list
 * from its start, as the API names no order in which it could be read from the middle without a risk of loss.
 */
import { appendFile, readFile, truncate } from "node:fs/promises";
import { createSaaSquatchClient } from "saasquatch-client";
import { sayErrors } from "./say-errors.ts";

sayErrors();
const linesPerWrite = 100;
/** How each line begins. A line that was cut off is told from another file's by it. */
const lineStart = '{"id":"';
const count = (value: number) => value.toLocaleString("en-US");

/** The ids in the file, after its last line was cut where it was not finished. */
async function readWritten(path: string): Promise<Set<string>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").filter(Boolean);
  const ids = new Set(lines.map((line, at) => idOf(line, `${path}, line ${at + 1}`)));
  // Only a file of ours is touched.
  const rest = text.slice(whole.length);
  if (!rest.startsWith(lineStart.slice(0, rest.length))) throw notOurs(`${path}, line ${lines.length + 1}`);
  if (rest !== "") await truncate(path, Buffer.byteLength(whole));
  return ids;
}

function idOf(line: string, place: string): string {
  try {
    const { id } = JSON.parse(line);
    if (typeof id === "string") return id;
  } catch {
    // Said below.
  }
  throw notOurs(place);
}

function notOurs(place: string): Error {
  return new Error(`${place}: no referral, so this is no file of warehouse-sync`);
}

const file = process.argv[2] ?? "referrals.ndjson";
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

const { referrals } = createSaaSquatchClient();
const written = await readWritten(file);
const before = written.size;
let lines: string[] = [];

async function flush(): Promise<void> {
  await appendFile(file, lines.join(""));
  lines = [];
  if (process.stderr.isTTY) process.stderr.write(`\r${count(written.size)} referrals `);
}

try {
  for await (const { id, ...referral } of referrals.listAll({}, { signal: stop.signal })) {
    if (written.has(id)) continue;
    written.add(id);
    lines.push(`${JSON.stringify({ id, ...referral })}\n`);
    if (lines.length === linesPerWrite) await flush();
  }
  await flush();
  console.log(`${file}: ${count(written.size)} referrals, ${count(written.size - before)} of them new`);
} catch (error) {
  await flush();
  if (!stop.signal.aborted) throw error;
  console.error(`stopped after ${count(written.size)} referrals; run the same command to go on`);
  process.exitCode = 130;
}
