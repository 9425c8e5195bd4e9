import type { components } from "./schema.gen.ts";

type Query = components["schemas"]["Query"];
export const minimal: Query = { metrics: ["visits"] };
export const withUndefined: Query = { metrics: [], interval: undefined, limit: undefined };
// @ts-expect-error -- metrics is required
export const empty: Query = {};

declare const answer: components["schemas"]["Answer"];
export const present: string = answer.interval;
// @ts-expect-error -- a default does not make a field of a response present
export const absent: string = answer.note;
