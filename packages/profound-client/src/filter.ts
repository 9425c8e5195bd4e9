import { filterFields, type filterOperators, type listOperators, operatorsOf } from "./filter-fields.ts";

/** A refusal by the compiler: a parameter of this type accepts nothing, and the compiler's message shows the rule. */
export interface Refused<Rule extends string> {
  /** The rule that is broken. */
  readonly "the API refuses this": Rule;
}

/** Completes the known values, and accepts any other string. */
type Open<Known extends string> = Known | (string & Record<never, never>);

type NonEmpty<T> = readonly [T, ...T[]];

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

/** A list that is empty at compile time is refused. One of unknown length passes, and is checked at the call. */
type SomeOf<List> = List extends readonly [] ? Refused<"a list holds at least one value"> : unknown;
type LongEnough<Pattern extends string> = string extends Pattern
  ? unknown
  : Pattern extends `${infer _First}${infer _Second}${infer _Third}${string}`
    ? unknown
    : Refused<"a pattern has at least 3 characters">;
/** Stands for the whole parameter list, since a rest parameter must be a list itself. */
type SomeArguments<List extends readonly unknown[]> = List extends readonly []
  ? [Refused<"a group holds at least one filter">]
  : List;
/** As above, for a group of one layer. The compiler need not know which one. */
type ArgumentsOfOneLayer<List extends readonly unknown[]> =
  IsOfOneLayer<List> extends true
    ? SomeArguments<List>
    : Refused<"filters of or are all of the prompt layer, or all of the entity layer">[];
type IsOfOneLayer<List> = List extends readonly CitationPromptNode[] | readonly CitationEntityNode[] ? true : false;
type Listed<T> = [T, ...T[]];

type Comparison<Key extends FilterField, Operator> = Operator extends ExistsOperator
  ? () => CitationExistsLeaf<Key>
  : Operator extends "matches"
    ? <const Pattern extends string>(pattern: Pattern & LongEnough<Pattern>) => CitationLeaf<Key, Operator, string>
    : Operator extends CitationListOperator
      ? <const List extends readonly ValueOf<Key>[]>(
          values: List & SomeOf<List>,
        ) => CitationLeaf<Key, Operator, Listed<ValueOf<Key>>>
      : Operator extends string
        ? (value: ValueOf<Key>) => CitationLeaf<Key, Operator, ValueOf<Key>>
        : never;

type FieldComparisons = {
  readonly [Key in keyof Fields]: { readonly [Operator in OperatorOf<Key>]: Comparison<Key, Operator> };
};

/** Comparisons by field and operator, in the API's own words, and the three groups. */
export interface CitationsFilterBuilder extends FieldComparisons {
  /** All hold. The only group that may mix the prompt layer with the entity layer. */
  and<const Nodes extends readonly CitationNode[]>(...nodes: SomeArguments<Nodes>): CitationAnd<Listed<Nodes[number]>>;
  /** At least one holds. All are of one layer. */
  or<const Nodes extends readonly (CitationEntityNode | CitationPromptNode)[]>(
    ...nodes: ArgumentsOfOneLayer<Nodes>
  ): IsOfOneLayer<Nodes> extends true ? CitationOr<Listed<Nodes[number]>> : never;
  /** Does not hold. */
  not<const Node extends CitationPromptNode | CitationEntityNode>(node: Node): CitationNot<Node>;
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
