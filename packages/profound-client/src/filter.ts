/** A compile-time refusal: a parameter of this type takes nothing, and the compiler's message shows the rule. */
export interface Refused<Rule extends string> {
  readonly "the API refuses this": Rule;
}

/** Completes the known values, takes any other string. */
type Open<Known extends string> = Known | (string & Record<never, never>);

type NonEmpty<T> = readonly [T, ...T[]];

/** Fields of the prompt layer: about the question that was asked, and where and by whom. */
export type CitationPromptField = "model" | "persona" | "prompt" | "region" | "tag" | "topic";
/** Operators that compare with one string. */
export type CitationTextOperator =
  | "contains"
  | "contains_case_insensitive"
  | "is"
  | "matches"
  | "not_contains"
  | "not_contains_case_insensitive"
  | "not_is";
/** Operators that compare with a list of strings. */
export type CitationListOperator = "in" | "not_in";

export type CitationAnalysisType = "all" | "factcheck" | "sentiment" | "visibility";
/** The API's own categories, and those that the account has defined. */
export type CitationCategory = Open<
  "competition" | "earned_institutions" | "earned_media" | "other" | "owned" | "pr_wire" | "social"
>;

/** One comparison. */
export interface CitationLeaf<Field extends string, Operator extends string, Value> {
  field: Field;
  op: Operator;
  value: Value;
  and?: undefined;
  or?: undefined;
  not?: undefined;
}

/** Takes no value: whether the prompt has any persona, any tag. */
export interface CitationExistsLeaf<Field extends string> {
  field: Field;
  op: "exists";
  value?: undefined;
  and?: undefined;
  or?: undefined;
  not?: undefined;
}

interface NoLeaf {
  field?: undefined;
  op?: undefined;
  value?: undefined;
}

/** All of these hold. */
export interface CitationAnd<Nodes> extends NoLeaf {
  and: Nodes;
  or?: undefined;
  not?: undefined;
}

/** At least one of these holds. */
export interface CitationOr<Nodes> extends NoLeaf {
  or: Nodes;
  and?: undefined;
  not?: undefined;
}

/** This does not hold. */
export interface CitationNot<Node> extends NoLeaf {
  not: Node;
  and?: undefined;
  or?: undefined;
}

export type CitationPromptLeaf =
  | CitationLeaf<CitationPromptField, CitationTextOperator, string>
  | CitationLeaf<CitationPromptField, CitationListOperator, NonEmpty<string>>
  | CitationExistsLeaf<"persona" | "tag">;

export type CitationEntityLeaf =
  | CitationLeaf<"domain" | "page", CitationTextOperator, string>
  | CitationLeaf<"domain" | "page", CitationListOperator, NonEmpty<string>>
  | CitationLeaf<"analysis_type", "is" | "not_is", CitationAnalysisType>
  | CitationLeaf<"analysis_type", CitationListOperator, NonEmpty<CitationAnalysisType>>
  | CitationLeaf<"citation_category", "is", CitationCategory>
  | CitationLeaf<"citation_category", "in", NonEmpty<CitationCategory>>
  | CitationLeaf<"citation_tag", "is", string>
  | CitationLeaf<"citation_tag", "in", NonEmpty<string>>;

/** A filter of at most two levels that looks at the prompt layer only. */
export type CitationPromptNode =
  | CitationPromptLeaf
  | CitationAnd<NonEmpty<CitationPromptLeaf>>
  | CitationOr<NonEmpty<CitationPromptLeaf>>
  | CitationNot<CitationPromptLeaf>;

/** A filter of at most two levels that looks at the entity layer only. */
export type CitationEntityNode =
  | CitationEntityLeaf
  | CitationAnd<NonEmpty<CitationEntityLeaf>>
  | CitationOr<NonEmpty<CitationEntityLeaf>>
  | CitationNot<CitationEntityLeaf>;

/** A filter of at most two levels. `and` is the one group that may mix the layers. */
export type CitationNode =
  | CitationPromptNode
  | CitationEntityNode
  | CitationAnd<NonEmpty<CitationEntityLeaf | CitationPromptLeaf>>;

/**
 * A filter of the citations report, as the API takes it: a comparison, or one of `and`, `or` and `not`, at most three levels deep.
 *
 * Plain objects and what {@link filter} builds are the same thing. Below `or` and `not` the two layers never mix.
 */
export type CitationsFilter =
  | CitationNode
  | CitationAnd<NonEmpty<CitationNode>>
  | CitationOr<NonEmpty<CitationPromptNode>>
  | CitationOr<NonEmpty<CitationEntityNode>>
  | CitationNot<CitationPromptNode>
  | CitationNot<CitationEntityNode>;

/** A list that the compiler sees to be empty is refused; one of unknown length passes, and is checked when the call is made. */
type SomeOf<List> = List extends readonly [] ? Refused<"a list holds at least one value"> : unknown;
type LongEnough<Pattern extends string> = string extends Pattern
  ? unknown
  : Pattern extends `${infer _First}${infer _Second}${infer _Third}${string}`
    ? unknown
    : Refused<"a pattern has at least 3 characters">;
/** Stands for the whole parameter list, since a rest parameter has to be a list itself. */
type SomeArguments<List extends readonly unknown[]> = List extends readonly []
  ? [Refused<"a group holds at least one filter">]
  : List;
type Listed<T> = [T, ...T[]];

interface ListedField<Field extends string, Value extends string> {
  is(value: Value): CitationLeaf<Field, "is", Value>;
  in<const List extends readonly Value[]>(values: List & SomeOf<List>): CitationLeaf<Field, "in", Listed<Value>>;
}

interface ChosenField<Field extends string, Value extends string> extends ListedField<Field, Value> {
  not_is(value: Value): CitationLeaf<Field, "not_is", Value>;
  not_in<const List extends readonly Value[]>(values: List & SomeOf<List>): CitationLeaf<Field, "not_in", Listed<Value>>;
}

interface TextField<Field extends string> extends ChosenField<Field, string> {
  contains(text: string): CitationLeaf<Field, "contains", string>;
  not_contains(text: string): CitationLeaf<Field, "not_contains", string>;
  contains_case_insensitive(text: string): CitationLeaf<Field, "contains_case_insensitive", string>;
  not_contains_case_insensitive(text: string): CitationLeaf<Field, "not_contains_case_insensitive", string>;
  /** The API's pattern match; a pattern has at least 3 characters. */
  matches<const Pattern extends string>(pattern: Pattern & LongEnough<Pattern>): CitationLeaf<Field, "matches", string>;
}

interface OptionalTextField<Field extends string> extends TextField<Field> {
  /** Whether there is any value at all. */
  exists(): CitationExistsLeaf<Field>;
}

/** Comparisons by field and operator, in the API's own words, and the three groups. */
export interface CitationsFilterBuilder {
  /** The AI model that answered, by name or id. */
  readonly model: TextField<"model">;
  readonly topic: TextField<"topic">;
  readonly region: TextField<"region">;
  readonly prompt: TextField<"prompt">;
  readonly persona: OptionalTextField<"persona">;
  readonly tag: OptionalTextField<"tag">;
  /** The cited domain; its subdomains count as well. */
  readonly domain: TextField<"domain">;
  /** The cited page's address. */
  readonly page: TextField<"page">;
  /** Without a filter on it the report is about `visibility`. */
  readonly analysis_type: ChosenField<"analysis_type", CitationAnalysisType>;
  readonly citation_category: ListedField<"citation_category", CitationCategory>;
  readonly citation_tag: ListedField<"citation_tag", string>;
  /** All hold. The only group that may mix the prompt layer with the entity layer. */
  and<const Nodes extends readonly CitationNode[]>(...nodes: SomeArguments<Nodes>): CitationAnd<Listed<Nodes[number]>>;
  /** At least one holds. All are of one layer. */
  or<const Nodes extends readonly CitationPromptNode[] | readonly CitationEntityNode[]>(
    ...nodes: SomeArguments<Nodes>
  ): CitationOr<Listed<Nodes[number]>>;
  /** Does not hold. */
  not<const Node extends CitationPromptNode | CitationEntityNode>(node: Node): CitationNot<Node>;
}

const comparisons = (field: string): unknown =>
  new Proxy({}, { get: (_target, op) => (value: unknown) => ({ field, op, ...(op !== "exists" && { value }) }) });

/**
 * Builds the filter tree of the citations report; what comes out is the plain tree that the API takes.
 *
 * Layers: *prompt* (`model`, `topic`, `region`, `persona`, `prompt`, `tag`) and *entity* (`domain`, `page`, `analysis_type`,
 * `citation_category`, `citation_tag`). `and` may mix them, `or` and `not` may not. A tree has at most three levels.
 *
 * @example
 * filter.and(filter.domain.contains("example"), filter.or(filter.model.is("ChatGPT"), filter.model.is("Claude")))
 */
// A proxy, as the names of fields and operators stand with the rules, which only a call that filters loads.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- answers every name that the interface has
export const filter: CitationsFilterBuilder = /* @__PURE__ */ new Proxy({} as CitationsFilterBuilder, {
  get: (_target, name) =>
    name === "and" || name === "or"
      ? (...nodes: unknown[]) => ({ [name]: nodes })
      : name === "not"
        ? (node: unknown) => ({ not: node })
        : comparisons(String(name)),
});
