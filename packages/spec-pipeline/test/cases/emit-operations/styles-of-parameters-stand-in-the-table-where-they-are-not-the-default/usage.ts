import type { Operations } from "./operations.gen.ts";

export const path: Operations["readPath"]["input"] = {
  path: { plain: true, list: [1, 2], label: "a", matrix: { a: 1 }, reserved: "a/b" },
};
export const query: Operations["readQuery"]["input"] = {
  query: {
    nullable: null,
    either: ["a"],
    behind: [1],
    spread: { page: 1, sort: ["a"] },
    deep: { b: { c: "x" }, list: ["y"] },
    document: { a: 1 },
    markup: "<a/>",
    // The compiler takes the constructor of every object for the value, where none is given.
    constructor: ["a"],
  },
};
// @ts-expect-error -- a JSON document is given as the value, not as its text
export const text: Operations["readQuery"]["input"] = { query: { document: '{"a":1}' } };
export const others: Operations["readOthers"]["input"] = {
  header: { "X-List": ["a"], "X-Object": { a: 1 } },
  cookie: { session: "s", flags: ["a", "b"], raw: "r" },
};
