import type { Citation } from "./citation-facts.ts";
import { nameId } from "./name-id.ts";

/** A filter tree as it comes over the wire, already found to be a right one. */
export interface FilterNode {
  readonly and?: readonly FilterNode[] | null | undefined;
  readonly or?: readonly FilterNode[] | null | undefined;
  readonly not?: FilterNode | null | undefined;
  readonly field?: string | null | undefined;
  readonly op?: string | null | undefined;
  readonly value?: unknown;
}

export type Matcher = (citation: Citation) => boolean;

/** Fields about the question rather than the answer. */
export const promptFields: ReadonlySet<string> = new Set(["model", "topic", "region", "prompt", "persona", "tag"]);

/** What a field holds on a citation; none where a prompt has no persona or tags. */
function valuesOf(citation: Citation, field: string): readonly string[] {
  if (field === "tag") return citation.tags;
  if (field === "citation_tag") return citation.citation_tags;
  const value: unknown = Reflect.get(citation, field);
  return typeof value === "string" ? [value] : [];
}

const comparisons: Readonly<Record<string, (own: string, wanted: string) => boolean>> = {
  is: (own, wanted) => own === wanted,
  contains: (own, wanted) => own.includes(wanted),
  contains_case_insensitive: (own, wanted) => own.toLowerCase().includes(wanted.toLowerCase()),
  matches: (own, wanted) => new RegExp(wanted).test(own),
};

function compare(field: string, op: string, own: string, wanted: string): boolean {
  // Subdomains count as their domain; names and ids are interchangeable.
  if (op === "is" && field === "domain") return own === wanted || own.endsWith(`.${wanted}`);
  if (op === "is" && promptFields.has(field)) return own === wanted || nameId(own) === wanted;
  if (op === "is" && field === "analysis_type" && wanted === "all") return true;
  return comparisons[op]?.(own, wanted) ?? false;
}

function leafMatcher(field: string, op: string, value: unknown): Matcher {
  if (op === "exists") return (citation) => valuesOf(citation, field).length > 0;
  const negated = op.startsWith("not_");
  const positive = op.replace("not_", "");
  const wanted = [value].flat().map(String);
  const comparison = positive === "in" ? "is" : positive;
  return (citation) =>
    valuesOf(citation, field).some((own) => wanted.some((one) => compare(field, comparison, own, one))) !== negated;
}

/**
 * A predicate for a tree. `layer` "prompt" leaves out what looks at the answer: what remains are the citations that a share is a share of.
 * Layers never mix below `or` and `not`, so leaving out whole subtrees is exact.
 */
export function matchFilter(node: FilterNode, layer: "both" | "prompt" = "both"): Matcher {
  if (node.and) {
    const matchers = node.and.map((child) => matchFilter(child, layer));
    return (citation) => matchers.every((matches) => matches(citation));
  }
  if (layer === "prompt" && fieldsOf(node).some((field) => !promptFields.has(field))) return () => true;
  if (node.or) {
    const matchers = node.or.map((child) => matchFilter(child));
    return (citation) => matchers.some((matches) => matches(citation));
  }
  if (node.not) {
    const matches = matchFilter(node.not);
    return (citation) => !matches(citation);
  }
  return leafMatcher(node.field ?? "", node.op ?? "", node.value);
}

/** Every field that a tree looks at. */
export function fieldsOf(node: FilterNode): readonly string[] {
  const children = [...(node.and ?? []), ...(node.or ?? []), ...(node.not ? [node.not] : [])];
  return node.field ? [node.field] : children.flatMap(fieldsOf);
}
