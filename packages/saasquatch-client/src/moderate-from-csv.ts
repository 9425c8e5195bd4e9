import type { CommandTools } from "@specloom/client-runtime/start-command";
import type { ModerateOptions } from "./moderate.ts";
import type { ModerationAccount, ModerationAction } from "./moderation-account.ts";
import { ModerationError } from "./moderation-error.ts";

/** Where an action of the file ended: a line of the account. */
interface Line {
  readonly referralId: string;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string;
}

/** What moderates a list of actions: the method of a client. */
type Moderate = (
  actions: readonly ModerationAction[],
  options: Pick<ModerateOptions, "dryRun" | "onFailure" | "signal">,
) => Promise<ModerationAccount>;

/** Actions after which the account is written: those of one request. */
const EACH = 100;
const OUTCOMES = ["accepted", "rejected", "unknown", "notSent"] as const;

/**
 * Moderates the referrals of a CSV file with the columns `referralId` and `action`, and keeps an account of every line in another file. What that
 * file says was accepted or is unknown is not sent again, so that a run which was stopped goes on where it ended.
 *
 * @returns the numbers of all outcomes. @throws the error that ended it, after the account was written.
 */
export async function moderateFromCsv(
  moderate: Moderate,
  given: ReadonlyMap<string, string>,
  { signal, readCsv, writeCsv, tell, confirm, refuse }: CommandTools,
): Promise<Readonly<Record<string, number>>> {
  const [file = "", account = ""] = [given.get("file"), given.get("account")];
  if (file === "" || account === "") refuse("--file and --account are needed: the actions, and where each of them ended");
  const rows = (await readCsv(file)) ?? refuse(`--file: ${file} is not there`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client checks each action
  const actions = rows.map(({ referralId = "", action = "" }) => ({ referralId, action })) as readonly ModerationAction[];
  // All of them before any is sent: a mistake may stand at the very end.
  await moderate(actions, { dryRun: true, signal });
  const before = ((await readCsv(account)) ?? []).map(({ referralId = "", action = "", outcome = "", reason = "" }) => ({
    referralId,
    action,
    outcome,
    reason,
  }));
  const settled = new Map(
    before.filter(({ outcome }) => outcome === "accepted" || outcome === "unknown").map((line) => [keyOf(line), line]),
  );
  const left = actions.filter((action) => !settled.has(keyOf(action)));
  const counts = `${left.length} of ${actions.length} actions are to be sent, ${settled.size} are in ${account} already`;
  if (given.has("dry-run")) {
    tell(`dry run: ${counts}`);
    return { toSend: left.length, settled: settled.size };
  }
  if (left.length > 0) await confirm(`moderate referrals: ${counts}`);
  const lines = new Map<string, Line>(settled);
  const write = async (): Promise<void> => {
    const all = actions.map(
      (action) => lines.get(keyOf(action)) ?? { ...action, outcome: "notSent", reason: "its turn has not come" },
    );
    await writeCsv(account, all);
  };
  // The client refuses a word that it does not know.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const onFailure = given.get("on-failure") as ModerateOptions["onFailure"];
  for (let at = 0; at < left.length && !signal.aborted; at += EACH) {
    const part = left.slice(at, at + EACH);
    try {
      take(lines, await moderate(part, { signal, ...(onFailure && { onFailure }) }));
    } catch (error) {
      if (error instanceof ModerationError) take(lines, error.account);
      await write();
      throw error;
    }
    await write();
    tell(`${Math.min(at + EACH, left.length)} of ${left.length} sent`);
  }
  if (left.length === 0) await write();
  const all = [...lines.values()];
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, all.filter((line) => line.outcome === outcome).length]));
}

function take(lines: Map<string, Line>, account: ModerationAccount): void {
  for (const outcome of OUTCOMES)
    for (const { referralId, action, reason } of account[outcome])
      lines.set(keyOf({ referralId, action }), { referralId, action, outcome, reason });
}

function keyOf({ referralId, action }: { readonly referralId: string; readonly action: string }): string {
  return JSON.stringify([referralId, action]);
}
