const NINE = [
  "is",
  "not_is",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "matches",
  "contains_case_insensitive",
  "not_contains_case_insensitive",
];

/** See {@link apiFacts}. */
interface ApiFacts {
  /** Operators of each field that a filter of the citations report may have. */
  readonly operatorsByField: Readonly<Record<string, readonly string[]>>;
  /** Fields about the prompt. The others are about the cited things. `or` and `not` contain one kind only. */
  readonly promptFields: readonly string[];
  /** Levels of a filter, with the comparisons. */
  readonly mostLevels: number;
  /** Characters of a pattern. */
  readonly shortestPattern: number;
  /** Dimensions that may be combined. Any one may be alone, and `date` may be with all. */
  readonly groupedTogether: readonly string[];
}

/**
 * Rules of the API that its spec does not state, as docs/vendors/profound.md has them. The mock uses this table only, so a mistake in the
 * client's own checks shows as a difference between the two.
 */
export const apiFacts: ApiFacts = {
  operatorsByField: {
    model: NINE,
    topic: NINE,
    region: NINE,
    prompt: NINE,
    domain: NINE,
    page: NINE,
    persona: [...NINE, "exists"],
    tag: [...NINE, "exists"],
    analysis_type: ["is", "not_is", "in", "not_in"],
    citation_category: ["is", "in"],
    citation_tag: ["is", "in"],
  },
  promptFields: ["model", "topic", "region", "persona", "prompt", "tag"],
  mostLevels: 3,
  shortestPattern: 3,
  groupedTogether: ["model", "topic"],
};
