import type { Operations } from "./operations.gen.ts";

type Quoted = Operations['get "quoted" */ \\ id'];
export const input: Quoted["input"] = {
  path: { "a.b": "x" },
  query: { ["__proto__"]: 1, default: "*/" },
  body: { "*/": "x", missing: null, "with space": [-1, null, []], constructor: "a", toString: 1 as never, "": true, "\u2028": true, "9lives": 9 },
};
declare const huge: Operations["delete"]["output"];
export const first: number | undefined = huge.numbers?.[0];
declare const never: Operations["123"]["output"];
export const nothing: never = never;
