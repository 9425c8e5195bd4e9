import type { Operations } from "./operations.gen.ts";

declare const event: Operations["streamArray"]["output"];
export const total: number | string = event.event === "summary" ? event.data.total : event.data.kind;
export const isStream: true = true satisfies Operations["streamArray"]["stream"];
declare const tick: Operations["streamItems"]["output"];
export const count: number = tick.event === "tick" ? tick.data : 0;
declare const plain: Operations["streamPlain"]["output"];
export const anything: [string, unknown] = [plain.event, plain.data];
