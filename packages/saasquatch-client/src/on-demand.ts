/**
 * What many programs never use. It is a file of its own in the package, which is loaded when it is first needed: see `load-on-demand.ts`.
 */
export { encodeDateFilters } from "./date-filters.ts";
export { describeError } from "./describe-error.ts";
export { createMoreReferrals } from "./more-referrals.ts";
export { warnOfMix } from "./warn-of-mix.ts";
