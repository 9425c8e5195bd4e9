import type { Operations } from "./operations.gen.ts";

type ListItems = Operations["listItems"]["input"];
export const called: ListItems = {
  path: { "item-id": "1", undescribed: "x" },
  query: { ids: ["a"], limit: undefined, "filter[name]": { a: 1 } },
  header: { "X-Trace": "t" },
};
// @ts-expect-error -- ids is required, and so the query
export const withoutQuery: ListItems = { path: { "item-id": "1", undescribed: "x" } };
// @ts-expect-error -- the operation's own limit wins over the path's
export const textLimit: ListItems = { path: { "item-id": "1", undescribed: "x" }, query: { ids: [], limit: "10" } };
export const nothing: Operations["free"]["input"] = {};
export const output: Operations["free"]["output"] = undefined;
