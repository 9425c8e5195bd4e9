import type { Operations } from "./operations.gen.ts";

type Output<Id extends keyof Operations> = Operations[Id]["output"];
declare const json: Output<"readJson">;
export const either: string | number = json;
declare const range: Output<"readRange">;
export const open: boolean = range === "later";
declare const fallback: Output<"readDefault">;
export const member: unknown = fallback["a"];
declare const text: Output<"readText">;
export const csv: string = text;
declare const bytes: Output<"readBytes">;
export const size: number = bytes.size;
export const nothing: [Output<"readNone">, Output<"readRedirect">, Output<"readHead">] = [undefined, undefined, undefined];
