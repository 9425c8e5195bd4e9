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
export const of: (either: components["schemas"]["Either"]) => string | undefined = (either) => either.a ?? either.b;

declare const narrowed: components["schemas"]["Narrowed"];
export const narrowedNote: string = narrowed.note;

declare const crossed: components["schemas"]["Crossed"];
export const left: string = crossed.left;
export const right: number = crossed.right;
