import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkFilter } from "../../src/check-filter.ts";
import { apiFacts } from "../../src/testing/api-facts.ts";
import { filterProblems } from "../../src/testing/filter-problems.ts";
import { filterTrees } from "../support/filter-trees.ts";

const { groupedTogether, mostLevels, operatorsByField, promptFields, shortestPattern } = apiFacts;
const facts = readFileSync(new URL("../../../../docs/vendors/profound.md", import.meta.url), "utf8").replaceAll(/\s+/g, " ");

/** The rest of the sentence that begins so. */
function sentence(start: string): string {
  const found = facts.slice(facts.indexOf(start) + start.length);
  return found.slice(0, found.search(/[.;] /));
}

const names = (text: string): string[] => text.match(/[a-z_]+/g) ?? [];

test("the mock's table of operators is the one of the vendor's facts", () => {
  const nine = names(sentence("Operators: "));
  const table = [...facts.matchAll(/\| ([a-z_, ]+?) \| ([^|]+?) (?=\|)/g)].filter(([, , operators = ""]) =>
    /^(?:the nine|is)/.test(operators),
  );
  const expected = table.flatMap(([, fields = "", operators = ""]) =>
    names(fields).map((field) => [
      field,
      operators.startsWith("the nine") ? [...nine, ...(operators.includes("exists") ? ["exists"] : [])] : names(operators),
    ]),
  );
  expect(expected.length).toBeGreaterThan(10);
  expect(operatorsByField).toEqual(Object.fromEntries(expected));
});

test("the mock's other rules are those of the vendor's facts", () => {
  expect(promptFields).toEqual(names(sentence("Layers: _prompt_ is ")));
  expect(facts).toContain(`The depth is at most ${mostLevels}, and a leaf counts as 1.`);
  expect(facts).toContain(`a pattern of at least ${shortestPattern} characters`);
  expect(facts).toContain(
    `\`group_by\` takes one dimension, or \`${groupedTogether[1]}\` with \`${groupedTogether[0]}\`, each optionally`,
  );
});

const pick = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const leaf = fc.record(
  {
    field: pick(...Object.keys(operatorsByField), "host", "toString"),
    op: pick("is", "in", "not_in", "matches", "exists", "contains", "before"),
    value: fc.constantFrom<unknown>("x", "abc", "abcd", ["a"], [], ["a", 1], null, 3),
  },
  { requiredKeys: ["field"] },
);
const tree = filterTrees(leaf, fc.record({ and: fc.array(leaf, { maxLength: 2 }), or: fc.array(leaf, { maxLength: 2 }) }));

function isTaken(filter: unknown): boolean {
  try {
    checkFilter(filter);
    return true;
  } catch {
    return false;
  }
}

test("the client and the mock accept the same filters, each by its own rules", () => {
  let taken = 0;
  const property = fc.property(tree, (filter) => {
    const isRight = filterProblems(filter).length === 0;
    taken += Number(isRight);
    expect(isRight).toBe(isTaken(filter));
  });
  fc.assert(property, { numRuns: 2000 });
  // Some filters were accepted, and some refused.
  expect(taken).toBeGreaterThan(10);
});
