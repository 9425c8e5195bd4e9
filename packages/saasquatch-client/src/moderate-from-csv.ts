import { isConfigurationError } from "@specloom/client-runtime";
import type { CommandTools } from "@specloom/client-runtime/start-command";
import type { ModerateOptions } from "./moderate.ts";
import type { ModerationAccount, ModerationAction } from "./moderation-account.ts";
import { isModerationError } from "./moderation-error.ts";
import { type AccountLine, OUTCOMES, readCsvAccount } from "./read-csv-account.ts";
import { type CsvActions, readCsvActions } from "./read-csv-actions.ts";

type OnFailure = NonNullable<ModerateOptions["onFailure"]>;

/** Moderates a list of actions: the method of a client. */
type Moderate = (
  actions: readonly ModerationAction[],
  options: Pick<ModerateOptions, "dryRun" | "onFailure" | "signal" | "timeoutMs">,
) => Promise<ModerationAccount>;

/** The number of actions after which the account is written: those of one request. */
const EACH = 100;
const WAYS: readonly OnFailure[] = ["stop", "continue", "isolate"];

/**
 * Moderates the referrals of a CSV file with the columns `referralId` and `action`, and keeps an account of every line in another file.
 * Lines that this file has as accepted or unknown are not sent again, so a stopped run continues where it ended.
 *
 * @param tenant the moderated tenant, as the account names it. An account of another one is refused.
 * @returns the numbers of all outcomes. If a line is not accepted, the command fails with them.
 */
export async function moderateFromCsv(
  moderate: Moderate,
  given: ReadonlyMap<string, string>,
  tenant: string,
  tools: CommandTools,
): Promise<Readonly<Record<string, number>>> {
  const { signal, writeCsv, tell, confirm, refuse, fail } = tools;
  const [file = "", account = ""] = [given.get("file"), given.get("account")];
  if (file === "" || account === "") refuse("--file and --account are needed: the actions, and where each of them ended");
  if (await tools.isSameFile(file, account))
    refuse(`--account: ${account} is the file of --file, and would be overwritten: name another file`);
  const options = { signal, ...readOptions(given, tools) };
  const read = await readCsvActions(file, tools);
  await checkAll(moderate, file, read, tools);
  const actions = new Map(read.actions.map((action) => [keyOf(action), action]));
  const before = await readCsvAccount(account, tenant, tools);
  const kept = before.filter((line) => !actions.has(keyOf(line)));
  const lines = new Map(
    before
      .filter((line) => actions.has(keyOf(line)) && (line.outcome === "accepted" || line.outcome === "unknown"))
      .map((line) => [keyOf(line), line]),
  );
  const left = [...actions.values()].filter((action) => !lines.has(keyOf(action)));
  const settled = lines.size;
  const counts = `${left.length} to send, ${settled} settled by the account ${account}`;
  if (given.has("dry-run")) {
    tell(`dry run: ${counts}`);
    return { toSend: left.length, settled };
  }
  if (left.length > 0) await confirm(`moderate referrals: ${counts}`);
  else tell(counts);

  const mark = (part: readonly ModerationAction[], outcome: AccountLine["outcome"], reason: string): void => {
    for (const { referralId, action } of part)
      lines.set(keyOf({ referralId, action }), { referralId, action, outcome, reason, tenant });
  };
  const take = (ended: ModerationAccount): void => {
    for (const outcome of OUTCOMES) for (const entry of ended[outcome]) mark([entry], outcome, entry.reason);
  };
  const write = async (): Promise<void> => writeCsv(account, [...kept, ...lines.values()]);
  const numbers = (): Record<string, number> => {
    const all = [...lines.values()];
    return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, all.filter((line) => line.outcome === outcome).length]));
  };

  mark(left, "notSent", "its turn has not come");
  for (let at = 0; at < left.length && !signal.aborted; at += EACH) {
    const part = left.slice(at, at + EACH);
    // If this process were killed now, their outcome would be unknown.
    mark(part, "unknown", "the command ended while it was in progress");
    await write().catch((error: unknown) => {
      const what = `--account: ${account} cannot be written: ${messageOf(error)}`;
      if (at === 0) refuse(`${what}. Nothing was sent. Name a file in an existing folder that can be written to`);
      mark(part, "notSent", what);
      fail(`${what}. The actions in progress are unknown in it`, numbers());
    });
    try {
      take(await moderate(part, options));
    } catch (error) {
      if (isConfigurationError(error)) mark(part, "notSent", messageOf(error));
      if (isModerationError(error)) take(error.account);
      await write();
      if (!isModerationError(error)) throw error;
      fail(
        `ended early: ${messageOf(error.cause)}; ${account} says where each line ended, and the same command goes on there`,
        numbers(),
        error.cause,
      );
    }
    tell(`${Math.min(at + EACH, left.length)} of ${left.length} sent`);
  }
  if (left.length > 0) await write();
  const ended = numbers();
  const open = OUTCOMES.filter((outcome) => outcome !== "accepted" && (ended[outcome] ?? 0) > 0);
  if (open.length > 0 && !signal.aborted)
    fail(`${open.map((outcome) => `${ended[outcome]} ${outcome}`).join(", ")}: ${account} says why`, ended);
  return ended;
}

function readOptions(
  given: ReadonlyMap<string, string>,
  { refuse }: CommandTools,
): Pick<ModerateOptions, "onFailure" | "timeoutMs"> {
  const [way, timeout] = [given.get("on-failure"), given.get("timeout")];
  const onFailure = WAYS.find((known) => known === way);
  if (way !== undefined && onFailure === undefined) refuse(`--on-failure ${way}: stop, continue or isolate is expected`);
  const seconds = Number(timeout);
  if (timeout !== undefined && !(seconds >= 0.001 && seconds <= 86_400))
    refuse(`--timeout ${timeout}: a number of seconds is expected`);
  return { ...(onFailure && { onFailure }), ...(timeout !== undefined && { timeoutMs: seconds * 1000 }) };
}

/** All lines are checked before any is sent: a mistake may be at the very end. A person knows it by its line. */
async function checkAll(
  moderate: Moderate,
  file: string,
  { actions, lines }: CsvActions,
  { signal, refuse }: CommandTools,
): Promise<void> {
  try {
    await moderate(actions, { dryRun: true, signal });
  } catch (error) {
    const message = messageOf(error);
    if (!isConfigurationError(error) || !message.includes("actions[")) throw error;
    const said = message
      .replaceAll(/actions\[(\d+)\](\.?)/g, (_, at: string, dot: string) => `line ${lines[Number(at)]}${dot && ": "}`)
      .replace("cannot start: ", "");
    refuse(`--file: ${file}, ${said}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function keyOf({ referralId, action }: { readonly referralId: string; readonly action: string }): string {
  return JSON.stringify([referralId, action]);
}
