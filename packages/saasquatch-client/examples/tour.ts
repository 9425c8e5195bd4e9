/** A first look at the client: every page of a list, then a moderation and what became of each action. `npm start` runs it against the mock. */
import { createSaaSquatchClient, type ModerationAction, type ModerationEntry, type Referral, toDate } from "saasquatch-client";
import { sayErrors } from "./say-errors.ts";
import { formatTable } from "./table.ts";

sayErrors();
const begun = performance.now();
const requests = new Map<string, number>();
const { referrals } = createSaaSquatchClient({
  hooks: { onRequest: ({ operation }) => requests.set(operation.id, (requests.get(operation.id) ?? 0) + 1) },
});

const isStyled = (process.stdout.isTTY || process.env["FORCE_COLOR"]) && !process.env["NO_COLOR"];
const style = (code: number, text: string) => (isStyled ? `\x1b[${code}m${text}\x1b[0m` : text);
const count = (value: number) => value.toLocaleString("en-US");
const spent = (id: string) => `${count(requests.get(id) ?? 0)} ${id} ${requests.get(id) === 1 ? "request" : "requests"}`;
const day = (timestamp: number | null | undefined) => toDate(timestamp)?.toISOString().slice(0, 10) ?? "";

function print(lines: readonly string[]): void {
  const [title = "", ...rows] = lines;
  console.log([`  ${style(2, title)}`, ...rows.map((row) => `  ${row}`)].join("\n"));
}

console.log(style(1, "\nSaaSquatch: referrals that were paid in June 2026, all pages"));
const all: Referral[] = [];
const june = { from: new Date("2026-06-01T00:00Z"), to: new Date("2026-06-30T23:59:59.999Z") };
for await (const referral of referrals.listAll({ dateReferralPaid: june })) all.push(referral);
print(
  formatTable<Referral>(
    [
      { title: "REFERRAL", value: ({ id }) => id },
      { title: "STARTED (UTC)", value: ({ dateReferralStarted }) => day(dateReferralStarted) },
      { title: "PAID (UTC)", value: ({ dateReferralPaid }) => day(dateReferralPaid) },
      { title: "REFERRER", value: ({ referrerUser: user }) => `${user?.firstName} ${user?.lastInitial}.` },
      { title: "FRIEND", value: ({ referredUser: user }) => `${user?.firstName} ${user?.lastInitial}.` },
      {
        title: "REWARD (USD)",
        value: ({ referredReward: reward }) => ((reward?.assignedCredit ?? 0) / 100).toFixed(2).padStart(12),
      },
    ],
    all.slice(-6),
  ),
);
console.log(`  … and ${count(all.length - 6)} before them: ${spent("listReferrals")}, each referral once`);

console.log(style(1, "\nModeration of 150 pending referrals: what looks like fraud is denied"));
const actions: ModerationAction[] = [];
for await (const { id, fraudSignals } of referrals.pending()) {
  actions.push({ referralId: id, action: (fraudSignals?.ip?.score ?? 0) > 80 ? "DENIED" : "APPROVED" });
  if (actions.length === 150) break;
}
const account = await referrals.moderate(actions, { onFailure: "isolate" });
const outcomes: [string, readonly ModerationEntry[]][] = [
  ["accepted", account.accepted],
  ["rejected", account.rejected],
  ["unknown", account.unknown],
  ["not sent", account.notSent],
];
print(
  formatTable(
    [
      { title: "OUTCOME", value: ([name]) => name },
      { title: "APPROVALS", value: ([, entries]) => entries.filter(({ action }) => action === "APPROVED").length },
      { title: "DENIALS", value: ([, entries]) => entries.filter(({ action }) => action === "DENIED").length },
    ],
    outcomes,
  ),
);
for (const { referralId, action, error } of account.rejected) {
  console.log(`  ${referralId} ${action}: ${error?.message.replace(/.*got (?=\d)/, "")}`);
}
console.log(`  ${spent("moderateReferrals")}, and ${spent("getReferral")} to look again`);
console.log(style(2, `  ${Math.round(performance.now() - begun)} ms`));
