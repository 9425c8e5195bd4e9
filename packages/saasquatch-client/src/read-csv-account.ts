import type { CommandTools } from "@specloom/client-runtime/start-command";
import type { Outcome } from "./moderation-account.ts";

/** A line of the account: the outcome of an action, and its tenant. */
export interface AccountLine {
  readonly referralId: string;
  readonly action: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly tenant: string;
}

export const OUTCOMES: readonly Outcome[] = ["accepted", "rejected", "unknown", "notSent"];
const COLUMNS = ["referralId", "action", "outcome", "reason", "tenant"];

/** Reads the account of earlier runs, if there is one. Any other file is refused, as it would be overwritten. */
export async function readCsvAccount(
  path: string,
  tenant: string,
  { readCsv, refuse }: CommandTools,
): Promise<readonly AccountLine[]> {
  const table = await readCsv(path);
  if (table === undefined) return [];
  const { columns, rows } = table;
  if (columns.length !== COLUMNS.length || !COLUMNS.every((name) => columns.includes(name)))
    refuse(
      `--account: ${path} is not an account of this command, and would be overwritten: its columns are not ${COLUMNS.join(",")}. Name a file that is not there yet`,
    );
  return rows.map(({ line, values: { referralId = "", action = "", outcome: word = "", reason = "", tenant: of = "" } }) => {
    const outcome =
      OUTCOMES.find((known) => known === word) ??
      refuse(`--account: ${path}, line ${line}: the outcome "${word}" is not one of ${OUTCOMES.join(", ")}`);
    if (of !== tenant)
      refuse(
        `--account: ${path}, line ${line}: this account is of ${of}, and this run is for ${tenant}, so nothing of it counts. Name another file for this run`,
      );
    return { referralId, action, outcome, reason, tenant };
  });
}
