import type { components } from "./schema.gen.ts";

type OrderBy = components["schemas"]["OrderBy"];
export const none: OrderBy = {};
export const both: OrderBy = { date: "asc", visits: undefined };
// @ts-expect-error -- no such key
export const unknownKey: OrderBy = { host: "asc" };
// @ts-expect-error -- no such direction
export const unknownValue: OrderBy = { date: "up" };

declare const counts: components["schemas"]["Counts"];
export const known: number | undefined = counts.openai;
export const later: number | undefined = counts["mistral"];
