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
  ["a column that may be absent", "(await reports.queryCitations(query)).data[0]?.ra^nk", "it may be absent"],
  ["a field of a filter", "filter.dom^ain", "its subdomains count as well"],
  ["an operator of a filter", 'filter.domain.mat^ches("abc")', "How patterns are written is not documented"],
  ["a call with its response", "createProfoundClient().withRe^sponse((profound) => profound.call)", "with the status"],
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
    "layers below not",
    'reports.queryCitations({ ...query, filter: filter.not(filter.and(filter.model.is("a"), filter.domain.is("b"))) })',
    'filter.and(filter.model.is("a"), filter.domain.is("b"))',
    "a filter of not is of the prompt layer, or of the entity layer",
  ],
  [
    "a filter that is too deep",
    'reports.queryCitations({ ...query, filter: filter.and(filter.or(filter.not(filter.domain.is("a")))) })',
    'filter.or(filter.not(filter.domain.is("a")))',
    "a filter has at most 3 levels",
  ],
  ["a list of filters", 'filter.or([filter.domain.is("a")])', '[filter.domain.is("a")]', "CitationTree"],
  ["an operator that the field does not have", "filter.domain.exists()", "exists", "'CitationComparisons<\"domain\">'"],
  ["an empty list of metrics", "reports.queryCitations({ ...query, metrics: [] })", "metrics", "holds at least one metric"],
  [
    "a limit of a stream",
    "reports.streamCitations({ ...query, limit: 10 })",
    "limit",
    "a stream has no pages; max_results limits its rows",
  ],
  [
    "a promise in place of a function",
    "createProfoundClient().withResponse(reports.queryCitations(query))",
    "reports.queryCitations(query)",
    "'(client: ProfoundClient) =>",
  ],
])("%s is one error that names the rule", (_, code, at, rule) => {
  const errors = editor.errors(program(code));
  expect(errors.map((error) => error.at)).toEqual([at]);
  expect(errors[0]?.message).toContain(rule);
  expect(errors[0]?.message.split("\n").length).toBeLessThanOrEqual(2);
});

// Without `exactOptionalPropertyTypes`, which few programs have.
test("a rank that was asked for may be absent", () => {
  const errors = editor.errors(program("(await reports.queryCitations(query)).data[0]!.rank.toFixed()"));
  expect(errors.map(({ message }) => message)).toEqual(["Object is possibly 'undefined'."]);
});

test.each([
  ["metrics", 'reports.queryCitations({ ...query, metrics: ["^"] })', ["count", "citation_share", "rank", "first_cited_at"]],
  ["values that the vendor names", 'filter.citation_category.in(["^"])', ["competition", "owned"]],
])("a list is completed with all %s", (_, code, names) => {
  expect(editor.complete(program(code))).toEqual(expect.arrayContaining(names));
});

test("params that a method refuses are completed last", () => {
  expect(editor.complete(program("reports.queryCitations({ ^ })")).at(-1)).toBe("max_results");
  expect(editor.complete(program("reports.streamCitations({ ^ })")).slice(-2)).toEqual(["cursor", "limit"]);
});

test("the definition of an operator is its source", () => {
  expect(editor.definition(program('filter.domain.cont^ains("a")'))?.line).toContain("contains(value");
});

test("the definition of a method is its source, with comments and names", () => {
  const found = editor.definition(program("reports.query^Citations(query)"));
  expect(found?.file).toMatch(/\/profound-client\/src\/resources\/re\w+\.ts$/);
  expect(found?.line).toContain("queryCitations<");
});

test("a hover explains every export, and every member that it leads to", () => {
  expect(editor.unexplained(["profound-client", "profound-client/testing"])).toEqual([]);
});
