import { checkParams, readEnvironment } from "@specloom/client-runtime";
import type { ClientCommand, Params } from "@specloom/client-runtime/start-command";
import { createSaaSquatchClient, type SaaSquatchClient } from "saasquatch-client";
import manifest from "../package.json" with { type: "json" };
import { columns, methods, summaries, walks } from "./generated/command.gen.ts";
import { moderateFromCsv } from "./moderate-from-csv.ts";
import type { ModerationAction } from "./moderation-account.ts";
import { readDateFilter } from "./read-date-filter.ts";

const COLUMNS = [
  "id",
  "referredUser.email",
  "referrerUser.email",
  "referredModerationStatus",
  "referrerModerationStatus",
  "dateReferralStarted",
];

const DATES = "Dates are Unix milliseconds.";

const dateForm = (name: string) => ({
  hint: "date",
  about: "2026-11-01 for a day in UTC, or FROM..TO",
  read: (text: string) => readDateFilter(name, text),
});

/** The parts of this package's command. Only its `bin` file loads it. */
export const command: ClientCommand<SaaSquatchClient> = {
  name: manifest.name,
  version: manifest.version,
  about: "Lists, looks up and moderates the referrals of a SaaSquatch tenant.",
  methods,
  summaries,
  columns,
  walks,
  byHand: {
    "referrals.get": { call: ({ referrals }, params, options) => referrals.get(idOf(params), options) },
    "referrals.find": {
      like: "referrals.get",
      call: ({ referrals }, params, options) => referrals.find(idOf(params), options),
    },
    "referrals.list": { columns: COLUMNS },
    "referrals.listAll": { walks: "referrals.list", columns: COLUMNS },
    "referrals.listOpen": { columns: COLUMNS },
    "referrals.listOpenAll": { walks: "referrals.listOpen", columns: COLUMNS },
    "referrals.moderate": {
      call: ({ referrals }, params, options) => referrals.moderate(actionsOf(params), options),
    },
    "referrals.pending": {
      like: "referrals.list",
      isWalk: true,
      columns: COLUMNS,
      without: ["offset", "referredModerationStatus", "referrerModerationStatus"],
    },
  },
  extras: [
    {
      words: ["referrals", "moderate-csv"],
      summary: "Moderates the referrals of a CSV file, and keeps an account of each line",
      meaning:
        "The file has the columns referralId and action. A run that was stopped goes on with the same account: lines that are accepted or unknown in it are not sent again. It counts for its own tenant alone, and that of --mock for the mock alone. The exit code is 0 only where every line is accepted.",
      options: [
        { flags: "--file <file>", about: "the CSV file with the actions (required)" },
        { flags: "--account <file>", about: "the CSV file that says where each action ended (required)" },
        { flags: "--on-failure <what>", about: "stop, continue or isolate; stop if it is left out" },
        { flags: "--dry-run", about: "check everything and send nothing" },
        { flags: "--timeout <seconds>", about: "time for each request" },
      ],
      run: ({ referrals }, given, tools) =>
        moderateFromCsv((actions, options) => referrals.moderate(actions, options), given, tenantOf(given), tools),
    },
  ],
  texts: {
    "referrals.find": { summary: "One referral by its id, or nothing", meaning: DATES, example: "--referral-id referral-00001" },
    "referrals.get": { summary: "One referral by its id", meaning: DATES, example: "--referral-id referral-00001" },
    "referrals.list": {
      summary: "One page of the tenant's referrals",
      meaning: DATES,
      example: "--referred-moderation-status PENDING --limit 5",
    },
    "referrals.listAll": {
      summary: "Every referral that the filters let through",
      meaning: DATES,
      example: "--date-referral-paid 2026-01-01..2026-12-31 --limit 250 --format csv",
    },
    "referrals.listOpen": {
      summary: "One page of the referrals that involve a user",
      meaning: `${DATES} The vendor's support enables open endpoints for a tenant.`,
      example: "--referring-account-id account-referrer-001 --referring-user-id referrer-001",
    },
    "referrals.listOpenAll": {
      summary: "Every referral that involves a user",
      meaning: DATES,
      example: "--referring-account-id account-referrer-001 --referring-user-id referrer-001 --format csv",
    },
    "referrals.moderate": {
      summary: "Approves and denies referrals, and accounts for each of them",
      example: `--actions '{"referralId":"referral-00001","action":"APPROVED"}' --yes`,
    },
    "referrals.pending": {
      summary: "The moderation queue: referrals with either side pending, each once",
      meaning: DATES,
      example: "--limit 20 --format csv",
    },
  },
  params: {
    actions: "the actions on referrals, as JSON",
    limit: "rows of a page",
    offset: "rows to pass over",
    referralId: "the referral's id",
    referredAccountId: "account of the user who was referred",
    referredUserId: "the user who was referred",
    referringAccountId: "account of the user who referred",
    referringUserId: "the user who referred",
  },
  forms: { dateReferralEnded: dateForm("dateReferralEnded"), dateReferralPaid: dateForm("dateReferralPaid") },
  create: (options) => createSaaSquatchClient(options),
  mock: async () => (await import("saasquatch-client/testing")).createMock(),
  whoami: { method: "referrals.list", params: { limit: 1 } },
  variables: [
    { name: "SAASQUATCH_TENANT_ALIAS", about: "the tenant", isSecret: false },
    { name: "SAASQUATCH_API_KEY", about: "the tenant's API key", isSecret: true },
    { name: "SAASQUATCH_BASE_URL", about: "the API's address, if not the vendor's", isSecret: false },
  ],
};

/** The identity of an account: a trial or another tenant says nothing about this one. */
function tenantOf(given: ReadonlyMap<string, string>): string {
  if (given.has("mock")) return "the mock";
  const [tenant, baseUrl] = [readEnvironment("SAASQUATCH_TENANT_ALIAS"), readEnvironment("SAASQUATCH_BASE_URL")];
  return `${tenant ?? "no tenant"}${baseUrl === undefined ? "" : ` at ${baseUrl}`}`;
}

/** A misspelt name would silently do nothing. `moderate` checks each action, and names the wrong one. */
function actionsOf(params: Params): readonly ModerationAction[] {
  checkParams(methods["referrals.moderate"]?.rules?.body ?? {}, params);
  const { actions } = params;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return (actions ?? []) as readonly ModerationAction[];
}

/** Without an id, the client names the missing one. */
function idOf({ referralId }: Params): string {
  return typeof referralId === "string" ? referralId : "";
}
