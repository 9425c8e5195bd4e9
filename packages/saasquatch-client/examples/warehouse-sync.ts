/**
 * Writes every referral of the tenant to a file, one JSON object a line, and goes on where an earlier run was interrupted.
 *
 *     node examples/warehouse-sync.ts referrals.ndjson
 *
 * The file is the only state. A line that was cut off is dropped, an id that is in the file is not written again, and a run that ends
 * with fewer referrals than the tenant has walks the list once more from its start, since rows may have moved while it was interrupted.
 */
import { appendFile, readFile, truncate } from "node:fs/promises";
import { createSaaSquatchClient } from "saasquatch-client";

const pageSize = 100;
const file = process.argv[2];
if (file === undefined) {
  console.error("usage: node examples/warehouse-sync.ts <file.ndjson>");
  process.exit(2);
}

/** The ids in the file, after its last line was cut where it was not finished. */
async function readWritten(path: string): Promise<Set<string>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
  return new Set(
    whole
      .split("\n")
      .filter(Boolean)
      .map((line): string => JSON.parse(line).id),
  );
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

const { referrals } = createSaaSquatchClient();
const written = await readWritten(file);
const resumed = written.size;

/** Appends what is new from an offset on, page by page. */
async function copy(path: string, offset: number): Promise<void> {
  let lines: string[] = [];
  const flush = async () => {
    if (lines.length > 0) await appendFile(path, lines.join(""));
    lines = [];
  };
  for await (const referral of referrals.listAll({ limit: pageSize, offset }, { signal: stop.signal })) {
    if (referral.id === undefined || written.has(referral.id)) continue;
    written.add(referral.id);
    lines.push(`${JSON.stringify(referral)}\n`);
    if (lines.length >= pageSize) {
      await flush();
      if (process.stderr.isTTY) process.stderr.write(`\r${written.size.toLocaleString("en-US")} referrals`);
    }
  }
  await flush();
}

try {
  // One page back: rows may have moved to the front meanwhile.
  await copy(file, Math.max(0, resumed - pageSize));
  const { totalCount = 0 } = await referrals.list({ limit: 1 });
  if (written.size < totalCount) await copy(file, 0);
  console.log(`${file}: ${written.size} referrals, ${written.size - resumed} of them new`);
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.error(`${stop.signal.reason.message} after ${written.size} referrals; run the same command to go on`);
  process.exitCode = 130;
}
