import type { Operations } from "./operations.gen.ts";

declare const event: Operations["streamArray"]["output"];
export const total: number | string = event.event === "summary" ? event.data.total : event.data.kind;
export const isStream: true = true satisfies Operations["streamArray"]["stream"];
declare const tick: Operations["streamItems"]["output"];
export const count: number = tick.event === "tick" ? tick.data : 0;
declare const plain: Operations["streamPlain"]["output"];
export const anything: [string, unknown] = [plain.event, plain.data];
declare const data: Operations["streamData"]["output"];
export const ofAnyName: [string, number] = [data.event, data.data.total];
declare const union: Operations["streamUnion"]["output"]["data"];
export const either: number | string = "delta" in union ? union.delta : union.total;
declare const named: Operations["streamNamed"]["output"];
export const created: number | string = named.event === "created" ? named.data.total : named.data;
declare const text: Operations["streamTexts"]["output"];
export const added: number | string | unknown = text.event === "addJson" ? text.data.total : text.data;
export const number: string = text.event === "addInt64" ? text.data : "";
export const ofText: string = ({} as Operations["streamText"]["output"]).data;
// @ts-expect-error the mark of the end is no event
export const done: "done" = named.event;
declare const line: Operations["listLines"]["output"] | Operations["listOfLines"]["output"] | Operations["listSequence"]["output"];
export const lineTotal: number = line.total;
export const isStreamOfLines: true = true satisfies Operations["listLines"]["stream"];
