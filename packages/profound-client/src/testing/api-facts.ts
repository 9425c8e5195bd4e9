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
  /** Operators of each field that a filter of the citations report may look at. */
  readonly operatorsByField: Readonly<Record<string, readonly string[]>>;
  /** Fields about the prompt; the others are about what was cited. `or` and `not` hold one kind only. */
  readonly promptFields: readonly string[];
  /** Levels of a filter, comparisons included. */
  readonly mostLevels: number;
  /** Characters of a pattern. */
  readonly shortestPattern: number;
  /** Dimensions that may stand beside each other; any stands alone, and `date` beside all. */
  readonly groupedTogether: readonly string[];
}

/**
 * What the API takes and its spec does not state, as docs/vendors/profound.md has it. The mock goes by this table alone: a mistake in the
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
