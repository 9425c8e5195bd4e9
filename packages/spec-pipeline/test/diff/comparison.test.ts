import { expect, test } from "vitest";
import type { JudgedChange } from "../../src/diff/change.ts";
import { adviceText, whereTexts, whyText } from "../../src/diff/comparison.ts";
import { formatMarkdown } from "../../src/diff/format-markdown.ts";
import { policyOf, type ChangeKind } from "../../src/diff/policy.ts";

const OPERATION = { id: "pay", call: "POST /pay" };

function changeOf(kind: ChangeKind, other: Partial<JudgedChange> = {}): JudgedChange {
  const direction = kind.startsWith("output-") ? "output" : "input";
  return {
    kind,
    bump: policyOf(kind),
    message: kind,
    places: [{ operation: OPERATION, direction, part: "body", field: "kind" }],
    morePlaces: 0,
    verdicts: [{ judge: "policy", bump: policyOf(kind), reason: kind }],
    ...other,
  };
}

test.each<[ChangeKind, string]>([
  ["operation-renamed", "code that names it no longer compiles"],
  ["method-renamed", "code that names it no longer compiles"],
  ["method-alias-removed", "code that names it no longer compiles"],
  ["pages-walk-removed", "code that names it no longer compiles"],
  ["input-parameter-renamed", "code that names it no longer compiles"],
  ["output-variant-removed", "code that handles it no longer compiles"],
  ["output-closed-value-removed", "code that handles it no longer compiles"],
  ["output-type-removed", "code that handles it no longer compiles"],
  ["operation-removed", "calls that worked may be refused"],
  ["security-lost", "calls that worked may be refused"],
  ["output-field-removed", "code that reads it may get unexpected values"],
  ["output-value-added", "code that reads it goes on working"],
  ["input-default-changed", "a call that leaves it out means something else"],
  ["operation-safety-lost", "a failed call is no longer repeated"],
  ["pages-walk-changed", "no code of users has to change"],
  ["input-text", "no code of users has to change"],
])("the reason beside %s is: %s", (kind, reason) => {
  expect(whyText(changeOf(kind))).toBe(reason);
});

test("where the compiler alone calls a change breaking, its reason is the compiler's", () => {
  const change = changeOf("output-value-added", {
    bump: "major",
    verdicts: [
      { judge: "policy", bump: "minor", reason: "output-value-added" },
      { judge: "compiler", bump: "major", reason: "Type 'a' is not assignable to type 'b'." },
    ],
  });
  expect(whyText(change)).toBe("code of users may no longer compile");
});

test("a patch may be more than words", () => {
  expect(adviceText({ name: "a", base: "b", belowOne: false, report: { bump: "patch", changes: [] } })).toBe(
    "No code of users has to change.",
  );
});

test("changes of two variants that read alike are told apart by their schemas", () => {
  const [card, transfer] = ["CardPayment", "Transfer~1Payment"].map((name) =>
    changeOf("input-field-removed", { message: "kind is gone", oldPointer: `#/components/schemas/${name}/properties/kind` }),
  );
  expect([card, transfer].map((change) => change && whereTexts(change))).toEqual([
    ["sent: kind, in CardPayment"],
    ["sent: kind, in Transfer/Payment"],
  ]);
  expect(whereTexts(changeOf("input-field-removed", { oldPointer: "#/paths/~1pay/post" }))).toEqual(["sent: kind"]);
});

test("two changes of the same values show them once", () => {
  const values = { before: ["open", "paid"], after: ["open", "sent"] };
  const changes = [
    changeOf("input-value-removed", { message: '"paid" no longer allowed', ...values }),
    changeOf("input-value-added", { message: '"sent" allowed now', ...values }),
  ];
  const text = formatMarkdown([{ name: "a", base: "b", belowOne: false, report: { bump: "major", changes } }]);
  expect(text.match(/^- - paid$/gm)).toHaveLength(1);
  expect(text).toContain('"paid" no longer allowed; "sent" allowed now:');
  expect(text).not.toContain("\n\n\n");
});

test("Markdown for a pull request has room there: the heaviest operations first, and a word about the rest", () => {
  const changes = Array.from({ length: 900 }, (_, index) =>
    changeOf("output-field-removed", {
      message: `field${index} is gone`,
      places: [{ operation: { id: `get${index}`, call: `GET /things/${index}` }, direction: "output", part: "200", field: "a" }],
    }),
  );
  const comparison = { name: "a", base: "b", belowOne: false, report: { bump: "major", changes } } as const;
  const text = formatMarkdown([comparison, { ...comparison, name: "other" }], 60_000);
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text).toContain("field0 is gone");
  const shown = text.match(/field\d+ is gone/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(100);
  const left = [...text.matchAll(/… and (\d+) more operations: see the report as HTML/g)].map(([, count]) => Number(count));
  expect(left.reduce((sum, count) => sum + count, shown)).toBe(1800);
  expect(text).toContain("## other: major");
  expect(formatMarkdown([comparison]).match(/field\d+ is gone/g)).toHaveLength(900);
});
