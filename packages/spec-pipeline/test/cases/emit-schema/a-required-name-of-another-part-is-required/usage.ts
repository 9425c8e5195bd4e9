import type { components } from "./schema.gen.ts";

declare const full: components["schemas"]["Full"];
export const id: string = full.id;
export const size: number = full.size;
export const free: unknown = full.free;
// @ts-expect-error -- still optional
export const note: string = full.note;

export const first: components["schemas"]["Either"] = { a: "x" };
// @ts-expect-error -- one of the two is required
export const none: components["schemas"]["Either"] = {};
