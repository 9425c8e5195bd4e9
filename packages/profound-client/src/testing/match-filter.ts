import { filterFields } from "../filter-fields.ts";
import type { components } from "../generated/schema.gen.ts";
import type { Citation } from "./citation-facts.ts";
import { nameId } from "./name-id.ts";
import { textComparisons } from "./text-comparisons.ts";

type FilterNode = components["schemas"]["FilterNode"];
type Field = keyof typeof filterFields;

export type Matcher = (citation: Citation) => boolean;

const isOfPrompt = (field: Field): boolean => filterFields[field].layer === "prompt";

/** The values of a field on a citation. None if a prompt has no persona or tags. */
function valuesOf(citation: Citation, field: Field): readonly string[] {
  if (field === "tag") return citation.tags;
  if (field === "citation_tag") return citation.citation_tags;
  const value: unknown = Reflect.get(citation, field);
  return typeof value === "string" ? [value] : [];
}

function compare(field: Field, op: string, own: string, wanted: string): boolean {
  // Subdomains count as their domain; names and ids are interchangeable.
  if (op === "is" && field === "domain") return own === wanted || own.endsWith(`.${wanted}`);
  if (op === "is" && isOfPrompt(field)) return own === wanted || nameId(own) === wanted;
  if (op === "is" && field === "analysis_type" && wanted === "all") return true;
  return textComparisons[op]?.(own, wanted) ?? false;
}

function leafMatcher(field: Field, op: string, value: unknown): Matcher {
  if (op === "exists") return (citation) => valuesOf(citation, field).length > 0;
  const negated = op.startsWith("not_");
  const positive = op.replace("not_", "");
  const wanted = [value].flat().map(String);
  const comparison = positive === "in" ? "is" : positive;
  return (citation) =>
    valuesOf(citation, field).some((own) => wanted.some((one) => compare(field, comparison, own, one))) !== negated;
}

/**
 * A predicate for a tree. `layer` "prompt" leaves out the parts about the answer: the remaining citations are the base of a share. Layers
 * never mix below `or` and `not`, so leaving out whole subtrees is exact.
 */
export function matchFilter(node: FilterNode, layer: "both" | "prompt" = "both"): Matcher {
  if (node.and) {
    const matchers = node.and.map((child) => matchFilter(child, layer));
    return (citation) => matchers.every((matches) => matches(citation));
  }
  if (layer === "prompt" && fieldsOf(node).some((field) => !isOfPrompt(field))) return () => true;
  if (node.or) {
    const matchers = node.or.map((child) => matchFilter(child));
    return (citation) => matchers.some((matches) => matches(citation));
  }
  if (node.not) {
    const matches = matchFilter(node.not);
    return (citation) => !matches(citation);
  }
  // The tree was checked: anything but a group is a comparison.
  return node.field ? leafMatcher(node.field, node.op ?? "", node.value) : () => true;
}

/** Every field of a tree. */
export function fieldsOf(node: FilterNode): readonly Field[] {
  const children = [...(node.and ?? []), ...(node.or ?? []), ...(node.not ? [node.not] : [])];
  return node.field ? [node.field] : children.flatMap(fieldsOf);
}
