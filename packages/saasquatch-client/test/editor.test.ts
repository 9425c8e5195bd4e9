import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openEditor } from "../../../test/editor.ts";

const editor = openEditor(fileURLToPath(new URL("..", import.meta.url)));
const program = (code: string): string => `import { createSaaSquatchClient, toDate } from "saasquatch-client";
const { referrals } = createSaaSquatchClient();
${code}`;

test.each([
  ["a time of a referral", '(await referrals.get("r")).dateReferral^Paid', "Unix time in milliseconds"],
  [
    "a reward's credit",
    '(await referrals.get("r")).referredReward?.assigned^Credit',
    "Whether money is in whole units or cents is not documented",
  ],
  ["the rows of a page", "(await referrals.list()).total^Count", "on all pages together"],
])("a hover on %s says what it means", (_, code, meaning) => {
  expect(editor.hover(program(code)).words).toContain(meaning);
});

test("a misspelt action is one error, at the literal, with the right name", () => {
  const errors = editor.errors(program('referrals.moderate([{ referralId: "r", action: "APROVED" }])'));
  expect(errors.map(({ at }) => at)).toEqual(["action"]);
  expect(errors[0]?.message).toContain("Did you mean '\"APPROVED\"'?");
  expect(errors[0]?.message).not.toContain("\n");
});

test.each([
  [
    "a misspelt field",
    '(await referrals.get("r")).dateReferralPayed',
    "Property 'dateReferralPayed' does not exist on type 'Referral'.",
  ],
  ["a promise that nobody waits for", 'referrals.get("r").id', "Property 'id' does not exist on type 'Promise<Referral>'."],
  ["a page that is no list", "for (const one of await referrals.list()) one;", "Type 'ReferralList' must have"],
])("%s is one error in one line, with the name of the type", (_, code, message) => {
  const errors = editor.errors(program(code));
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message.startsWith(message)).toBe(true);
  expect(errors[0]?.message).not.toContain("\n");
});

test("a wrong timestamp is one error in a line", () => {
  const errors = editor.errors(program('toDate("2026-06-01")'));
  expect(errors).toEqual([
    { at: '"2026-06-01"', message: "Argument of type 'string' is not assignable to parameter of type 'number'." },
  ]);
});

test("a range of dates is completed with its ends, not with the methods of a date", () => {
  expect(editor.complete(program("referrals.list({ dateReferralPaid: { ^ } })"))).toEqual(["from", "to"]);
});

test("a date of any kind is still a moment, and an object of another kind is none", () => {
  expect(
    editor.errors(program("referrals.list({ dateReferralPaid: new Date(), dateReferralEnded: { from: 1, to: new Date() } })")),
  ).toEqual([]);
  expect(editor.errors(program('referrals.list({ dateReferralPaid: "2026-06-01" })')).map(({ at }) => at)).toEqual([
    "dateReferralPaid",
  ]);
});

test("the definition of a method is its source, with comments and names", () => {
  const found = editor.definition(program("referrals.mod^erate([])"));
  expect(found?.file).toMatch(/\/saasquatch-client\/src\/resources\/re\w+\.ts$/);
  expect(found?.line).toContain("readonly moderate: (");
});

test("a hover explains every export, and every member that it leads to", () => {
  expect(editor.unexplained(["saasquatch-client", "saasquatch-client/testing"])).toEqual([]);
});
