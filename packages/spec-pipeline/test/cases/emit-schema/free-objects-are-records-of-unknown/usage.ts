import type { components } from "./schema.gen.ts";

declare const free: components["schemas"]["Free"];
export const values: Record<string, unknown> = free.free;
export const open: unknown = free.open["key"];
export const anything: unknown = free.anything;
export const nothing: undefined = free.nothing;
export const id: number = free.named.id;
export const other: string | number | undefined = free.named["other"];
export const built: components["schemas"]["Free"]["named"] = { id: 1, other: "text" };
export const flag: boolean | undefined = free.patterned?.["x-a"];
export const closed: components["schemas"]["Closed"] = {};
// @ts-expect-error -- nothing may be in it
export const filled: components["schemas"]["Closed"] = { a: 1 };
