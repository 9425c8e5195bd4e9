import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexJson } from "../../src/document/json-index.ts";
import { parseJson, resolvePointer } from "../../src/document/json.ts";

test("a node is at its key or, in a list, at its own start", () => {
  const { offsets } = indexJson(' { "a" : [ 1 , { "b\\"/~" : "}" } , [ ] ] , "c" : { } , "\\u0064" : null } ');
  expect([...offsets]).toEqual([
    ["/a", 3],
    ["/a/0", 11],
    ["/a/1", 15],
    ['/a/1/b"~1~0', 17],
    ["/a/2", 35],
    ["/c", 43],
    ["/d", 55],
  ]);
});

test("a repeated key is reported, and no other", () => {
  expect(indexJson('{"a":1,"b":{"a":2},"a":3}').repeatedKeys).toEqual([19]);
});

test("each offset leads to the value, in any text", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      for (const [pointer, offset] of indexJson(text).offsets) {
        const key = JSON.stringify(pointer.split("/").at(-1)?.replaceAll("~1", "/").replaceAll("~0", "~"));
        const found = JSON.stringify(
          resolvePointer(parseJson(text), `#${encodeURI(pointer).replaceAll("#", "%23")}`),
          undefined,
          indent,
        );
        expect([key, found.split("\n")[0] ?? ""].some((start) => text.startsWith(start, offset))).toBe(true);
      }
    }),
    { seed: 20_261_121 },
  );
});
