import type { DiffReport, JudgedChange } from "./change.ts";
import type { ChangeKind } from "./policy.ts";

/**
 * Changes of the addresses that get requests and credentials, and of what is sent again without asking. They are small in the types, and an
 * attacker would make them.
 */
const ALARMING: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "server-added",
  "server-changed",
  "operation-moved",
  "operation-safety-gained",
  "security-demanded",
  "security-gained",
  "security-lost",
  "security-scheme-changed",
]);

/** The number of alarms that are listed one by one. */
const MOST_ALARMS = 20;

/** The alarms in words. A reviewer has to see them before everything else. */
export function alarmsOf({ changes }: DiffReport): readonly string[] {
  const found = changes.filter(({ kind }) => ALARMING.has(kind)).map(alarmText);
  const listed = [...new Set(found)];
  const more = listed.length - MOST_ALARMS;
  return more > 0 ? [...listed.slice(0, MOST_ALARMS), `and ${more} more changes of this kind, in the table`] : listed;
}

function alarmText({ kind, message }: JudgedChange): string {
  return kind === "operation-safety-gained" ? `${message}: the client sends it again after a failure` : message;
}
