/**
 * Works off the moderation queue from a file that a person has filled in.
 *
 *     node examples/fraud-queue.ts list > queue.csv            the pending referrals and why they look suspicious
 *     node examples/fraud-queue.ts check queue.csv             a dry run: what would be sent
 *     node examples/fraud-queue.ts send queue.csv [left.csv]   the dry run, then sends; what was not accepted goes to left.csv
 *
 * The column `decision` is `approve`, `deny`, or empty for "not yet".
 */
import { readFile, writeFile } from "node:fs/promises";
import {
  createSaaSquatchClient,
  isModerationError,
  type ModerationAccount,
  type ModerationAction,
  type ModerationProgress,
  toDate,
} from "saasquatch-client";
import { parseCsv, shownText, toCsvLine } from "./csv.ts";
import { formatProgress } from "./progress-bar.ts";
import { sayErrors } from "./say-errors.ts";

sayErrors();
const decisions: Record<string, ModerationAction["action"]> = { approve: "APPROVED", deny: "DENIED" };
const [command = "", file, leftFile] = process.argv.slice(2);
if (command !== "list" && (file === undefined || !["check", "send"].includes(command))) {
  console.error("usage: fraud-queue.ts list | check FILE.csv | send FILE.csv [LEFT.csv]");
  process.exit(2);
}

const { referrals } = createSaaSquatchClient();

async function printQueue(): Promise<void> {
  console.log(toCsvLine(["referral_id", "started", "referred", "signals", "decision"]));
  for await (const referral of referrals.pending()) {
    const signals = Object.entries(referral.fraudSignals ?? {}).map(
      ([name, signal]) => `${name} ${signal?.score}: ${signal?.message}`,
    );
    const started = toDate(referral.dateReferralStarted)?.toISOString() ?? "";
    console.log(
      toCsvLine([referral.id, started, shownText(referral.referredUser?.email ?? ""), shownText(signals.join("; ")), ""]),
    );
  }
}

async function readActions(path: string): Promise<ModerationAction[]> {
  const records = parseCsv(await readFile(path, "utf8"), path);
  for (const column of ["referral_id", "decision"]) {
    if (records[0]?.[column] === undefined) throw new Error(`${path}: no record with a column "${column}", as "list" writes it`);
  }
  return records.flatMap(({ referral_id: referralId = "", decision = "" }, at) => {
    if (!decision) return [];
    const action = decisions[decision.toLowerCase()];
    if (!action) throw new Error(`${path}, record ${at + 1}: the decision "${decision}" is neither "approve" nor "deny"`);
    return [{ referralId, action }];
  });
}

function showProgress(progress: ModerationProgress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${formatProgress(progress)}`);
}

const count = (value: number) => value.toLocaleString("en-US");
const spent = (requests: number) => `${count(requests)} ${requests === 1 ? "request" : "requests"}`;

function printAccount({ accepted, rejected, unknown, notSent, requests }: ModerationAccount): void {
  const parts = [
    `${count(accepted.length)} accepted`,
    `${count(rejected.length)} rejected`,
    `${count(unknown.length)} unknown`,
    `${count(notSent.length)} not sent`,
  ];
  console.log(`${parts.join(", ")} (${spent(requests)})`);
  for (const { referralId, action, reason } of [...rejected, ...unknown]) {
    console.log(`  ${referralId} ${action}: ${reason.replace(/^\w+ \(.*?\) /, "")}`);
  }
}

/** A dry run: refuses a file that cannot be sent as it is, and says what would go. */
async function check(actions: readonly ModerationAction[]): Promise<void> {
  const { notSent, requests } = await referrals.moderate(actions, { dryRun: true });
  const denials = notSent.filter(({ action }) => action === "DENIED").length;
  console.log(`${count(notSent.length - denials)} to approve and ${count(denials)} to deny, in ${spent(requests)}`);
}

async function send(actions: readonly ModerationAction[]): Promise<ModerationAccount> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  try {
    return await referrals.moderate(actions, {
      onFailure: "isolate",
      onProgress: showProgress,
      signal: stop.signal,
    });
  } catch (error) {
    if (!isModerationError(error)) throw error;
    console.error(error.message);
    return error.account;
  }
}

async function sendAndReport(actions: readonly ModerationAction[]): Promise<void> {
  const account = await send(actions);
  if (process.stderr.isTTY) process.stderr.write("\n");
  printAccount(account);
  const left = [...account.rejected, ...account.unknown, ...account.notSent];
  if (leftFile !== undefined) {
    const lines = left.map(({ referralId, action, reason }) =>
      toCsvLine([referralId, action === "DENIED" ? "deny" : "approve", reason]),
    );
    await writeFile(leftFile, ["referral_id,decision,reason", ...lines, ""].join("\n"));
  }
  if (left.length > 0) process.exitCode = 1;
}

if (command === "list") {
  await printQueue();
} else if (file !== undefined) {
  const actions = await readActions(file);
  await check(actions);
  if (command === "send") await sendAndReport(actions);
}
