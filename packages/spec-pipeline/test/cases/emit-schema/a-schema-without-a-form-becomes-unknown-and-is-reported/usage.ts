import type { components } from "./schema.gen.ts";

declare const value: components["schemas"]["Value"];
export const anything: unknown = value;
declare const lost: components["schemas"]["Lost"];
export const unknown: unknown = lost;
