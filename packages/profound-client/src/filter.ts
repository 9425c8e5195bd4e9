import { filterFields, type filterOperators, type listOperators, operatorsOf } from "./filter-fields.ts";

/** A refusal by the compiler: a parameter of this type accepts nothing, and the compiler's message shows the rule. */
export interface Refused<Rule extends string> {
  /** The rule that is broken. */
  readonly "the API refuses this": Rule;
}

/** Completes the known values, and accepts any other string. */
type Open<Known extends string> = Known | (string & Record<never, never>);

/** A list of at least one. */
export type NonEmpty<T> = readonly [T, ...T[]];

type Fields = typeof filterFields;
type FilterField = keyof Fields;
type FieldTaking<Group extends keyof Operators> = {
  [Key in FilterField]: Group extends Fields[Key]["takes"][number] ? Key : never;
}[FilterField];
/** Fields of the prompt layer: the question, its place and its author. */
export type CitationPromptField = { [Key in FilterField]: Fields[Key]["layer"] extends "prompt" ? Key : never }[FilterField];
/** Fields of the entity layer: the cited things. */
export type CitationEntityField = Exclude<FilterField, CitationPromptField>;

type Operators = typeof filterOperators;
type OperatorOf<Key extends FilterField> = Operators[Fields[Key]["takes"][number]][number];
type ExistsOperator = Operators["exists"][number];
/** Operators that compare with a list of strings. */
export type CitationListOperator = (typeof listOperators)[number];
/** Operators that compare with one string. */
export type CitationTextOperator = Exclude<OperatorOf<FilterField>, CitationListOperator | ExistsOperator>;

type ValueOf<Key extends FilterField> = Fields[Key] extends { values: readonly (infer Value extends string)[] }
  ? Fields[Key] extends { isOpen: true }
    ? Open<Value>
    : Value
  : string;

interface NoGroup {
  /** A group of filters stands by itself. */
  and?: undefined;
  /** A group of filters stands by itself. */
  or?: undefined;
  /** A group of filters stands by itself. */
  not?: undefined;
}

interface NoLeaf {
  /** A comparison stands by itself. */
  field?: undefined;
  /** A comparison stands by itself. */
  op?: undefined;
  /** A comparison stands by itself. */
  value?: undefined;
}

/** One comparison. */
export interface CitationLeaf<Field extends string, Operator extends string, Value> extends NoGroup {
  /** What is compared. */
  field: Field;
  /** How it is compared. */
  op: Operator;
  /** What it is compared with: a list for `in` and `not_in`, else one text. */
  value: Value;
}

/** Takes no value: asks whether the prompt has any persona or any tag. */
export interface CitationExistsLeaf<Field extends string> extends NoGroup {
  /** What has to be there: any persona, any tag. */
  field: Field;
  /** Asks whether there is any. */
  op: "exists";
  /** `exists` takes no value. */
  value?: undefined;
}

/** All of these hold. */
export interface CitationAnd<Nodes> extends NoLeaf, Omit<NoGroup, "and"> {
  /** Filters that all hold. */
  and: Nodes;
}

/** At least one of these holds. */
export interface CitationOr<Nodes> extends NoLeaf, Omit<NoGroup, "or"> {
  /** Filters of which at least one holds. */
  or: Nodes;
}

/** This does not hold. */
export interface CitationNot<Node> extends NoLeaf, Omit<NoGroup, "not"> {
  /** The filter that does not hold. */
  not: Node;
}

/** Fields of text share one form. A field that the compiler knows only as one of them also fits. */
type TextLeaf<Key extends FieldTaking<"text">> =
  | CitationLeaf<Key, CitationTextOperator, string>
  | CitationLeaf<Key, CitationListOperator, NonEmpty<string>>
  | CitationExistsLeaf<Key & FieldTaking<"exists">>;

type ListedLeaf<Key extends FilterField> = Key extends FilterField
  ?
      | CitationLeaf<Key, Exclude<OperatorOf<Key>, CitationListOperator>, ValueOf<Key>>
      | CitationLeaf<Key, Extract<OperatorOf<Key>, CitationListOperator>, NonEmpty<ValueOf<Key>>>
  : never;

export type CitationPromptLeaf = TextLeaf<CitationPromptField>;

export type CitationEntityLeaf =
  | TextLeaf<CitationEntityField & FieldTaking<"text">>
  | ListedLeaf<Exclude<CitationEntityField, FieldTaking<"text">>>;

/** A filter of at most two levels on the prompt layer only. */
export type CitationPromptNode =
  | CitationPromptLeaf
  | CitationAnd<NonEmpty<CitationPromptLeaf>>
  | CitationOr<NonEmpty<CitationPromptLeaf>>
  | CitationNot<CitationPromptLeaf>;

/** A filter of at most two levels on the entity layer only. */
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
 * {@link filter} builds plain objects of this form. Below `or` and `not` the two layers never mix.
 */
export type CitationsFilter =
  | CitationNode
  | CitationAnd<NonEmpty<CitationNode>>
  | CitationOr<NonEmpty<CitationPromptNode>>
  | CitationOr<NonEmpty<CitationEntityNode>>
  | CitationNot<CitationPromptNode>
  | CitationNot<CitationEntityNode>;

/**
 * A list that is empty at compile time is refused. One of unknown length passes, and is checked at the call. An editor completes the values of
 * the first type.
 */
type ListOf<Key extends FilterField, List> = (List | readonly ValueOf<Key>[]) &
  (List extends readonly [] ? Refused<"a list holds at least one value"> : unknown);
type LongEnough<Pattern extends string> = string extends Pattern
  ? unknown
  : Pattern extends `${infer _First}${infer _Second}${infer _Third}${string}`
    ? unknown
    : Refused<"a pattern has at least 3 characters">;
/** A filter of any depth. */
type CitationTree =
  | CitationAnd<readonly unknown[]>
  | CitationExistsLeaf<FilterField>
  | CitationLeaf<FilterField, string, unknown>
  | CitationNot<unknown>
  | CitationOr<readonly unknown[]>;

type OfOneLayer = readonly CitationPromptNode[] | readonly CitationEntityNode[];

/** The filters of a group. A rule stands for the whole list, since a rest parameter must be a list itself. */
type Checked<
  List extends readonly unknown[],
  Right = readonly CitationNode[],
  Rule extends string = never,
> = List extends readonly []
  ? [Refused<"a group holds at least one filter">]
  : List extends Right
    ? List
    : CitationTree extends List[number] // no filter at all: the compiler says so
      ? List
      : Refused<List extends readonly CitationNode[] ? Rule : "a filter has at most 3 levels, its comparisons included">[];
/** What is refused is no filter, so that it is one mistake, at its own place. */
type Made<List, Right, Tree> = List extends Right ? Tree : never;
type Listed<T> = [T, ...T[]];

/** A comparison for each operator, by the operator's name. */
interface Comparisons<Key extends FilterField> {
  /** The field is this value. */
  is(value: ValueOf<Key>): CitationLeaf<Key, "is", ValueOf<Key>>;
  /** The field is another value. */
  not_is(value: ValueOf<Key>): CitationLeaf<Key, "not_is", ValueOf<Key>>;
  /** The field is one of these values, at least one. */
  in<const List extends readonly ValueOf<Key>[]>(values: ListOf<Key, List>): CitationLeaf<Key, "in", Listed<ValueOf<Key>>>;
  /** The field is none of these values, at least one. */
  not_in<const List extends readonly ValueOf<Key>[]>(
    values: ListOf<Key, List>,
  ): CitationLeaf<Key, "not_in", Listed<ValueOf<Key>>>;
  /** The field has this text in it. */
  contains(value: ValueOf<Key>): CitationLeaf<Key, "contains", ValueOf<Key>>;
  /** The field does not have this text in it. */
  not_contains(value: ValueOf<Key>): CitationLeaf<Key, "not_contains", ValueOf<Key>>;
  /** The field fits this pattern, of at least 3 characters. How patterns are written is not documented. */
  matches<const Pattern extends string>(pattern: LongEnough<Pattern> & Pattern): CitationLeaf<Key, "matches", string>;
  /** The field has this text in it, in capitals or not. */
  contains_case_insensitive(value: ValueOf<Key>): CitationLeaf<Key, "contains_case_insensitive", ValueOf<Key>>;
  /** The field does not have this text in it, neither in capitals nor without. */
  not_contains_case_insensitive(value: ValueOf<Key>): CitationLeaf<Key, "not_contains_case_insensitive", ValueOf<Key>>;
  /** The field is there: the prompt has any persona, or any tag. */
  exists(): CitationExistsLeaf<Key>;
}

/** The comparisons of a field, by its operators. */
export type CitationComparisons<Key extends FilterField> = Pick<Comparisons<Key>, OperatorOf<Key>>;

type FieldComparisons = { readonly [Key in keyof Fields]: CitationComparisons<Key> };

/** Comparisons by field and operator, in the API's own words, and the three groups. */
export interface CitationsFilterBuilder extends FieldComparisons {
  /** All hold. The only group that may mix the prompt layer with the entity layer. */
  and<const Nodes extends readonly CitationTree[]>(
    ...nodes: Checked<Nodes>
  ): Made<Nodes, readonly CitationNode[], CitationAnd<Listed<Nodes[number]>>>;
  /** At least one holds. All are of one layer. */
  or<const Nodes extends readonly CitationTree[]>(
    ...nodes: Checked<Nodes, OfOneLayer, "filters of or are all of the prompt layer, or all of the entity layer">
  ): Made<Nodes, OfOneLayer, CitationOr<Listed<Nodes[number]>>>;
  /** Does not hold. */
  not<const Node extends CitationTree>(
    ...node: Checked<[Node], OfOneLayer, "a filter of not is of the prompt layer, or of the entity layer">
  ): Made<[Node], OfOneLayer, CitationNot<Node>>;
}

const compare = (field: string, op: string): unknown =>
  op === "exists" ? () => ({ field, op }) : (value: unknown) => ({ field, op, value });

function createFilter(): CitationsFilterBuilder {
  const groups = { and: (...and: unknown[]) => ({ and }), or: (...or: unknown[]) => ({ or }), not: (not: unknown) => ({ not }) };
  for (const [field, rule] of Object.entries(filterFields)) {
    // Made on demand: most programs name a field or two, or none.
    const get = () => Object.fromEntries(operatorsOf(rule).map((op) => [op, compare(field, op)]));
    Object.defineProperty(groups, field, { enumerable: true, get });
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types are made from the same table
  return groups as unknown as CitationsFilterBuilder;
}

/**
 * Builds the filter tree of the citations report: a plain object in the API's form.
 *
 * Layers: *prompt* (`model`, `topic`, `region`, `persona`, `prompt`, `tag`) and *entity* (`domain`, `page`, `analysis_type`,
 * `citation_category`, `citation_tag`). `and` may mix them, `or` and `not` may not. A tree has at most three levels.
 *
 * @example
 * filter.and(filter.domain.contains("example"), filter.or(filter.model.is("ChatGPT"), filter.model.is("Claude")))
 */
export const filter: CitationsFilterBuilder = /* @__PURE__ */ createFilter();
