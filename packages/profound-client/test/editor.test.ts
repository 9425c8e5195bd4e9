import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openEditor } from "../../../test/editor.ts";

const editor = openEditor(fileURLToPath(new URL("..", import.meta.url)));
const program = (code: string): string => `import { createProfoundClient, filter } from "profound-client";
const { reports } = createProfoundClient();
const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
${code}`;

test.each([
  ["a column of the citations report", "(await reports.queryCitations(query)).data[0]?.citation_^share", "0 to 1"],
  [
    "a column that rows are grouped by",
    'for await (const row of reports.streamCitations({ ...query, group_by: ["model"] })) row.mod^el;',
    "when grouped by model",
  ],
  [
    "a column of the referrals report",
    'const { rows } = await reports.queryReferrals({ domain: "a.com", start_date: "2026-06-09", metrics: ["visits"] }); rows[0]?.vis^its',
    "a count",
  ],
  [
    "a param",
    'reports.queryCitations({ categ^ory_id: "c", start_date: "", end_date: "" })',
    "Where to find it is not documented",
  ],
])("a hover on %s says what it means", (_, code, meaning) => {
  expect(editor.hover(program(code)).words).toContain(meaning);
});

test.each([
  ["a metric", 'reports.queryCitations({ ...query, metrics: ["cuont"] })', '"cuont"', "Did you mean '\"count\"'?"],
  ["a dimension", 'reports.queryCitations({ ...query, group_by: ["modle"] })', '"modle"', "Did you mean '\"model\"'?"],
  ["a param", "reports.queryCitations({ ...query, limt: 5 })", "limt", "Did you mean to write 'limit'?"],
])("%s that is misspelt is one error, at the literal, with the right name", (_, code, at, suggestion) => {
  const errors = editor.errors(program(code));
  expect(errors.map((error) => error.at)).toEqual([at]);
  expect(errors[0]?.message).toContain(suggestion);
  expect(errors[0]?.message).not.toContain("\n");
});

test.each([
  [
    "layers that or mixes",
    'reports.queryCitations({ ...query, filter: filter.or(filter.model.is("a"), filter.domain.is("b")) })',
    'filter.model.is("a")',
    "filters of or are all of the prompt layer, or all of the entity layer",
  ],
  [
    "a limit of a stream",
    "reports.streamCitations({ ...query, limit: 10 })",
    "limit",
    "a stream has no pages; max_results limits its rows",
  ],
])("%s is one error that names the rule", (_, code, at, rule) => {
  const errors = editor.errors(program(code));
  expect(errors.map((error) => error.at)).toEqual([at]);
  expect(errors[0]?.message).toContain(rule);
});

test("the definition of a method is its source, with comments and names", () => {
  const found = editor.definition(program("reports.query^Citations(query)"));
  expect(found?.file).toMatch(/\/profound-client\/src\/resources\/re\w+\.ts$/);
  expect(found?.line).toContain("queryCitations<");
});

test("a hover explains every export, and every member that it leads to", () => {
  expect(editor.unexplained(["profound-client", "profound-client/testing"])).toEqual([]);
});
