import { expect, test } from "vitest";
import { nameOperations } from "../../../../src/stages/normalise/repairs/name-operations.ts";

/** How often members of `paths` are read while its operations are named. */
function countReads(operations: number): number {
  let seen = 0;
  const get = { responses: {} };
  const paths = Object.fromEntries(Array.from({ length: operations }, (_value, index) => [`/things${index}`, { get }]));
  const counting = new Proxy(paths, {
    get: (target, key, receiver): unknown => {
      seen += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  nameOperations([{ openapi: "3.1.0", paths: counting }]);
  return seen;
}

test("naming looks at each operation a fixed number of times, however many there are", () => {
  expect(countReads(2000)).toBe(countReads(1000) * 2);
});
