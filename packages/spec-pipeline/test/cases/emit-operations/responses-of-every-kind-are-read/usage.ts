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
declare const sometimes: Output<"readSometimes">;
// @ts-expect-error 202 has no content
export const always: string = sometimes;
export const orNothing: [string | undefined, string | undefined] = [sometimes, undefined satisfies Output<"readOrGone">];
export const noBody: Output<"readNoBody"> = undefined;
export const others: Output<"readOthers">[] = ["some", undefined];
declare const mixed: Output<"readMixed">;
export const ofAnyKind: number | string | Blob = mixed;
declare const watched: Output<"readWatched">;
export const row: number = watched.data;
type Errors = Operations["readJson"]["errors"];
export const no: Errors[404] = true;
export const anyText: string = {} as Output<"readAnyText">;
export const vendor: number | boolean = {} as Output<"readVendor">;
