import { describe, expect, test } from "vitest";
import { checkFilter } from "../src/check-filter.ts";
import { filter, isConfigurationError } from "../src/index.ts";

test("the builder gives the plain tree that the API takes", () => {
  expect(filter.domain.contains("example")).toEqual({ field: "domain", op: "contains", value: "example" });
  expect(filter.persona.exists()).toEqual({ field: "persona", op: "exists" });
  expect(filter.citation_category.in(["owned", "social"])).toEqual({
    field: "citation_category",
    op: "in",
    value: ["owned", "social"],
  });
  expect(
    filter.and(
      filter.page.matches("^https"),
      filter.or(filter.model.is("ChatGPT"), filter.model.is("Claude")),
      filter.not(filter.tag.exists()),
    ),
  ).toEqual({
    and: [
      { field: "page", op: "matches", value: "^https" },
      {
        or: [
          { field: "model", op: "is", value: "ChatGPT" },
          { field: "model", op: "is", value: "Claude" },
        ],
      },
      { not: { field: "tag", op: "exists" } },
    ],
  });
});

test("a list of unknown length is spread into a group", () => {
  const models = ["ChatGPT", "Claude"];
  expect(filter.or(...models.map((model) => filter.model.is(model)))).toEqual({
    or: models.map((value) => ({ field: "model", op: "is", value })),
  });
});

const leaf = (field: string, op: string, value?: unknown) => ({ field, op, ...(value !== undefined && { value }) });
const a = leaf("model", "is", "ChatGPT");
const b = leaf("domain", "is", "example.com");

describe("a filter passes that", () => {
  const texting = [
    "is",
    "not_is",
    "contains",
    "not_contains",
    "matches",
    "contains_case_insensitive",
    "not_contains_case_insensitive",
  ];
  const texts = ["model", "topic", "region", "prompt", "persona", "tag", "domain", "page"];
  test.each(texts)("compares %s by any of the nine operators", (field) => {
    for (const op of texting) expect(() => checkFilter(leaf(field, op, "abc"))).not.toThrow();
    for (const op of ["in", "not_in"]) expect(() => checkFilter(leaf(field, op, ["a"]))).not.toThrow();
  });
  test.each([
    ["asks whether there is a persona, or a tag", { or: [leaf("persona", "exists"), leaf("tag", "exists")] }],
    [
      "compares analysis_type by its four operators",
      { and: [leaf("analysis_type", "not_is", "all"), leaf("analysis_type", "not_in", ["all"])] },
    ],
    [
      "compares categories and tags of citations",
      { or: [leaf("citation_category", "is", "owned"), leaf("citation_tag", "in", ["x"])] },
    ],
    ["mixes the layers below and", { and: [a, b, { or: [a, a] }] }],
    ["has three levels", { and: [{ not: a }, { or: [b, b] }] }],
    ["has null where the API would leave a key out", { and: null, or: null, not: null, field: "model", op: "is", value: "x" }],
  ])("%s", (_name, tree) => {
    expect(() => checkFilter(tree)).not.toThrow();
  });
});

describe("a filter is refused that", () => {
  test.each([
    ["is no object", "model", "filter", "{ field, op, value }, or one of"],
    ["is empty", {}, "filter", "or one of"],
    ["is a comparison and a group at once", { ...a, and: [b] }, "filter", "or one of"],
    ["is two groups at once", { and: [a], or: [b] }, "filter", "or one of"],
    ["compares an unknown field", leaf("domian", "is", "x"), "filter.field", "one of model, topic"],
    ["compares an inherited property", leaf("constructor", "is", "x"), "filter.field", "one of model, topic"],
    ["uses an unknown operator", leaf("domain", "like", "x"), "filter.op", "one of is, in, not_is"],
    ["asks whether there is a domain", leaf("domain", "exists"), "filter.op", "for domain"],
    ["searches in analysis types", leaf("analysis_type", "contains", "sent"), "filter.op", "one of is, in, not_is, not_in"],
    ["excludes a category", leaf("citation_category", "not_in", ["x"]), "filter.op", "one of is, in for"],
    ["has an empty list of values", leaf("domain", "in", []), "filter.value", "a list of at least one string"],
    ["has a single value where a list belongs", leaf("domain", "in", "x"), "filter.value", "a list of at least one string"],
    ["has a list where a single value belongs", leaf("domain", "is", ["x"]), "filter.value", "a string"],
    ["has a number for a value", leaf("domain", "is", 5), "filter.value", "a string"],
    ["has a short pattern", leaf("page", "matches", "ab"), "filter.value", "a string of at least 3 characters"],
    ["gives exists a value", leaf("tag", "exists", "x"), "filter.value", "left out"],
    ["has an empty group", { and: [] }, "filter.and", "a list of at least one filter"],
    ["has a group that is no list", { or: a }, "filter.or", "a list of at least one filter"],
    ["mixes the layers below or", { or: [a, b] }, "filter.or", "about one layer"],
    ["mixes the layers far below or", { or: [a, { and: [a, b] }] }, "filter.or", "about one layer"],
    ["mixes the layers below not", { not: { and: [a, b] } }, "filter.not", "about one layer"],
    ["has four levels", { and: [{ and: [{ and: [a] }] }] }, "filter.and[0].and[0].and[0]", "at most 3 levels"],
  ])("%s", (_name, tree, option, expected) => {
    let error: unknown;
    try {
      checkFilter(tree);
    } catch (thrown) {
      error = thrown;
    }
    expect(isConfigurationError(error) && [error.option, error.expected]).toEqual([option, expect.stringContaining(expected)]);
  });
});
