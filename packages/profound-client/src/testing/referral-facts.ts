import type { Completed } from "./completed.ts";
import { shareOut } from "./share-out.ts";

/** Visits for the mock's referrals reports. Only `referral_source` is required. The others have plain defaults. */
export interface ReferralFact {
  /** The origin of the visits: `openai`, `perplexity`, `none` … */
  readonly referral_source: string;
  /** The time of the visits, in any form that the API accepts. @default the first instant of the requested range */
  readonly time?: string | undefined;
  /** The visited site. @default the requested domain */
  readonly domain?: string | undefined;
  /** The path of the page that was visited. @default "/" */
  readonly path?: string | undefined;
  /** How the source was recognised. @default "referer" */
  readonly referral_type?: string | undefined;
  /** How many visits. @default 1 */
  readonly visits?: number | undefined;
}

/** A fact with its defaults. `time` is an instant, or the milliseconds since midnight of every day that is this `weekday` (0 is Sunday). */
export type Referral = Completed<Omit<ReferralFact, "time">, "domain"> & {
  readonly time: number | undefined;
  readonly weekday?: number;
};

/** A date in the API's form, in milliseconds. Without a time it is midnight, without a zone UTC. */
export function instantOf(text: string): number {
  const [day = "", time = "00:00"] = text.split(/[T ]/);
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(time) ? `${day}T${time}` : `${day}T${time}Z`);
}

/** The facts of a user's test, completed. */
export function completeReferrals(facts: readonly ReferralFact[]): readonly Referral[] {
  return facts.map((fact) => ({
    referral_source: fact.referral_source,
    time: fact.time === undefined ? undefined : instantOf(fact.time),
    domain: fact.domain,
    path: fact.path ?? "/",
    referral_type: fact.referral_type ?? "referer",
    visits: fact.visits ?? 1,
  }));
}

/** Visits a week by source: from AI engines, from other sites, from the site itself. */
const SOURCES: Readonly<Record<string, readonly [weekly: number, type: string]>> = {
  none: [21_400, "none"],
  other: [14_900, "referer"],
  internal: [9_800, "internal"],
  openai: [6_420, "referer"],
  perplexity: [2_310, "referer"],
  gemini: [1_740, "referer"],
  microsoft: [980, "utm"],
  anthropic: [760, "referer"],
  grok: [240, "utm"],
  deepseek: [130, "referer"],
  you: [60, "utm"],
};
const PATHS = [
  "/",
  "/pricing",
  "/blog/ai-visibility-report",
  "/features",
  "/docs/getting-started",
  "/blog/what-is-aeo",
  "/customers",
  "/contact",
];
const PATH_WEIGHTS = [30, 18, 16, 12, 9, 7, 5, 3];
const WEEKDAY_WEIGHTS = [8, 15, 17, 17, 16, 15, 12];
const HOURS = [3, 8, 11, 14, 18, 22];
const HOUR_WEIGHTS = [2, 12, 20, 24, 16, 8];

const HOUR_MS = 3_600_000;

function* makeReferrals(): Generator<Referral> {
  for (const [referral_source, [weekly, referral_type]] of Object.entries(SOURCES)) {
    for (const [weekday, daily] of shareOut(weekly, WEEKDAY_WEIGHTS).entries()) {
      for (const [pathIndex, onPath] of shareOut(daily, PATH_WEIGHTS).entries()) {
        for (const [hourIndex, visits] of shareOut(onPath, HOUR_WEIGHTS).entries()) {
          const [path = "/", time] = [PATHS[pathIndex], (HOURS[hourIndex] ?? 0) * HOUR_MS];
          if (visits > 0) yield { referral_source, referral_type, visits, weekday, domain: undefined, path, time };
        }
      }
    }
  }
}

let made: readonly Referral[] | undefined;

/** The visits of the mock if none are given: the same every week, for any domain. Made once, when first needed. */
export function defaultReferrals(): readonly Referral[] {
  return (made ??= [...makeReferrals()]);
}
