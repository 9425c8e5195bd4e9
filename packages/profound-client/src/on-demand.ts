/** What the plainest query does without. One file when it is built, loaded by the calls that need it: see `resources/reports.ts`. */
export { queryCitationsAll, citationsBody } from "./citations.ts";
export { describeError } from "./describe-error.ts";
export { queryReferrals, queryReferralsAll } from "./referrals.ts";
