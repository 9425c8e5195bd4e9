/** The operators that a filter of the citations report compares with, by the group in which fields take them. */
export const filterOperators = {
  same: ["is", "in"],
  other: ["not_is", "not_in"],
  text: ["contains", "not_contains", "matches", "contains_case_insensitive", "not_contains_case_insensitive"],
  /** Takes no value: asks whether there is any at all. */
  exists: ["exists"],
} as const;

/** Those that compare with a list. */
export const listOperators = ["in", "not_in"] as const;

/**
 * The fields of a filter of the citations report, with the layer of each and the groups of operators that it takes. `values` are those that
 * the vendor names. If `isOpen`, an account may define more.
 *
 * The spec names fields and operators, but not their combinations.
 */
// Evidence: docs/vendors/profound.md, “Filter tree”.
export const filterFields = {
  /** The AI model of the answer, by name or id. */
  model: { layer: "prompt", takes: ["same", "other", "text"] },
  /** The topic of the prompt. Whether it is named or has an id is not documented. */
  topic: { layer: "prompt", takes: ["same", "other", "text"] },
  /** The region of the prompt. How regions are written is not documented. */
  region: { layer: "prompt", takes: ["same", "other", "text"] },
  /** The question that was asked. Whether by its text or an id is not documented. */
  prompt: { layer: "prompt", takes: ["same", "other", "text"] },
  /** The persona of the prompt. Whether it is named or has an id is not documented. */
  persona: { layer: "prompt", takes: ["same", "other", "text", "exists"] },
  /** A tag of the prompt. Whether it is named or has an id is not documented. */
  tag: { layer: "prompt", takes: ["same", "other", "text", "exists"] },
  /** The cited domain; its subdomains count as well. */
  domain: { layer: "entity", takes: ["same", "other", "text"] },
  /** The cited page's address. */
  page: { layer: "entity", takes: ["same", "other", "text"] },
  /** Without a filter on it, the report is about `visibility`. */
  analysis_type: { layer: "entity", takes: ["same", "other"], values: ["all", "factcheck", "sentiment", "visibility"] },
  /** The API's own categories, and those of the account. */
  citation_category: {
    layer: "entity",
    takes: ["same"],
    values: ["competition", "earned_institutions", "earned_media", "other", "owned", "pr_wire", "social"],
    isOpen: true,
  },
  /** A tag of the citation. Where tags are defined is not documented. */
  citation_tag: { layer: "entity", takes: ["same"] },
} as const;

/** The operators that a field can be compared by. */
export function operatorsOf({ takes }: { readonly takes: readonly (keyof typeof filterOperators)[] }): readonly string[] {
  return takes.flatMap((group): readonly string[] => filterOperators[group]);
}
