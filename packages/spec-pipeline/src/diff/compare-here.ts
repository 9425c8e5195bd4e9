import { isEqual, isObject, member, objectMember, shorten, type Json, type JsonObject } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import { followReference } from "../model/reference.ts";
import { ChangeList, type Places } from "./change-list.ts";
import { compareKeywords } from "./compare-keywords.ts";
import { BREAKING, costOf } from "./cost-of.ts";
import { areValuesOf, beyondValues } from "./fitting-values.ts";
import type { Documents, Link, LocalComparison } from "./local-comparison.ts";
import { normalForm, type NormalForm } from "./normal-form.ts";
import { placeKey } from "./place-of.ts";
import type { ChangeKind } from "./policy.ts";
import { referenceOf, type Reference } from "./reference.ts";
import type { SchemaFacts, SchemaPlace } from "./schema-facts.ts";
import {
  areDisjoint,
  constantOf,
  isOpenEnum,
  joinFields,
  missingTypes,
  tagText,
  typesText,
  valuesText,
  variantText,
  without,
} from "./texts.ts";

/** Compares two schemas as far as they are written out. Where both refer to components, the result has a link instead. */
export function compareHere(documents: Documents, direction: Direction, left: SchemaPlace, right: SchemaPlace): LocalComparison {
  const comparison = new Comparison(documents, direction, new Set());
  comparison.run(left, right);
  return comparison.result();
}

/** Alternatives that have no counterpart yet. */
interface OpenAlternatives {
  readonly lefts: Set<SchemaFacts>;
  readonly rights: Set<SchemaFacts>;
}

/**
 * The number of pairs of alternatives that are compared to find the best match. With more pairs, alternatives are matched by name or tag
 * only.
 */
const MOST_PAIRS = 400;

class Comparison {
  readonly #list: ChangeList;
  readonly #links: Link[] = [];
  readonly #old: JsonObject;
  readonly #new: JsonObject;
  readonly #direction: Direction;
  readonly #visited: Set<string>;

  constructor(documents: Documents, direction: Direction, visited: Set<string>) {
    this.#old = documents.old;
    this.#new = documents.new;
    this.#direction = direction;
    this.#list = new ChangeList(direction);
    this.#visited = visited;
  }

  result(): LocalComparison {
    return { changes: this.#list.all(), links: this.#links };
  }

  run(left: SchemaPlace, right: SchemaPlace): void {
    const [before, after] = [normalForm(this.#old, left, this.#direction), normalForm(this.#new, right, this.#direction)];
    this.#list.places = { oldPointer: before.pointer, newPointer: after.pointer };
    this.#compareTypes(before.types, after.types);
    if (areDisjoint(before.types, after.types)) return;
    for (const [type, lefts] of before.alternatives) this.#compareAlternatives(lefts, after.alternatives.get(type) ?? []);
    this.#compareKeywords(before.annotations, after.annotations);
    this.#compareTags(before, after);
  }

  /** The values of one type, before and now: each alternative with its best match. */
  #compareAlternatives(lefts: readonly SchemaFacts[], rights: readonly SchemaFacts[]): void {
    const [left, right] = [lefts[0], rights[0]];
    if (!left || !right) return;
    if (lefts.length + rights.length === 2) {
      this.#take(this.#pair(left, right, this.#visited, this.#list.places));
      return;
    }
    const open = { lefts: new Set(lefts), rights: new Set(rights) };
    this.#takeSame(open);
    if (open.lefts.size * open.rights.size <= MOST_PAIRS) this.#takeSimilar(open, lefts, rights);
    for (const one of open.lefts)
      this.#list.addFor("input-variant-removed", "output-variant-removed", `the variant ${variantText(one)} is gone`, {
        before: one.source.schema,
        oldPointer: one.pointer,
      });
    for (const other of open.rights)
      this.#list.addFor("input-variant-added", "output-variant-added", `the variant ${variantText(other)} is new`, {
        after: other.source.schema,
        newPointer: other.pointer,
      });
  }

  #takeSame(open: OpenAlternatives): void {
    for (const one of open.lefts) {
      const same = [...open.rights].find((other) => this.#areSame(one, other));
      if (!same) continue;
      open.lefts.delete(one);
      open.rights.delete(same);
      this.#take(this.#pair(one, same, this.#visited));
    }
  }

  /**
   * Alternatives that fit each other are matched first, then those that are alike although something breaks. An alternative that fits a
   * matched one is neither new nor gone.
   */
  #takeSimilar(open: OpenAlternatives, lefts: readonly SchemaFacts[], rights: readonly SchemaFacts[]): void {
    const ranked = [...open.lefts]
      .flatMap((one) => [...open.rights].map((other) => ({ one, other, result: this.#try(one, other) })))
      .map((pair) => ({ ...pair, cost: costOf(pair.result) }))
      .toSorted((a, b) => a.cost - b.cost);
    const takeWhere = (isMeant: (pair: (typeof ranked)[number]) => boolean): void => {
      for (const pair of ranked) {
        if (!open.lefts.has(pair.one) || !open.rights.has(pair.other) || !isMeant(pair)) continue;
        open.lefts.delete(pair.one);
        open.rights.delete(pair.other);
        this.#take(pair.result);
      }
    };
    takeWhere(({ cost }) => cost < BREAKING);
    const back = new Comparison({ old: this.#new, new: this.#old }, this.#direction, new Set());
    const fits = (one: SchemaFacts, other: SchemaFacts): boolean => costOf(this.#try(one, other)) < BREAKING;
    const fitsBack = (one: SchemaFacts, other: SchemaFacts): boolean => costOf(back.#try(other, one)) < BREAKING;
    // The API must still accept what a caller sent, and a caller must still understand what the API returns. The other side may have
    // alternatives without a match.
    const isSent = this.#direction === "input";
    if (isSent) dropWhere(open.lefts, (one) => rights.some((other) => fits(one, other)));
    else dropWhere(open.rights, (other) => lefts.some((one) => fits(one, other)));
    takeWhere(({ one, other }) => this.#areAlike(one, other));
    if (isSent) dropWhere(open.rights, (other) => lefts.some((one) => fitsBack(one, other)));
    else dropWhere(open.lefts, (one) => rights.some((other) => fitsBack(one, other)));
  }

  /** The differences of two alternatives that may not belong together. They are reported only if the pair is chosen. */
  #try(left: SchemaFacts, right: SchemaFacts): LocalComparison {
    return this.#pair(left, right, new Set(this.#visited));
  }

  /** The differences of two alternatives. If both are one component, that component is compared elsewhere. */
  #pair(left: SchemaFacts, right: SchemaFacts, visited: Set<string>, places?: Places): LocalComparison {
    const inner = new Comparison({ old: this.#old, new: this.#new }, this.#direction, visited);
    inner.#list.places = places ?? { oldPointer: left.pointer, newPointer: right.pointer };
    const [before, after] = [referenceOf(left.source), referenceOf(right.source)];
    if (before && after && (before.reference === after.reference || places)) inner.link(before, after, inner.#list.places);
    else inner.#compareFacts(left, right, places === undefined);
    return inner.result();
  }

  #compareFacts(before: SchemaFacts, after: SchemaFacts, isVariant: boolean): void {
    if (isVariant) this.#compareTypes(before.types, after.types);
    this.#compareValues(before, after);
    this.#compareProperties(before, after);
    this.#compareAdditional(before, after);
    this.#compareItems(before, after);
    // A list of values may replace rules that all of them fit, or rules may replace such a list. The change of the values is then the whole
    // change.
    const isSaid = areValuesOf(before, after) || areValuesOf(after, before);
    if (isSaid) this.#compareKeywords(beyondValues(before.keywords), beyondValues(after.keywords));
    else this.#compareKeywords(before.keywords, after.keywords);
    if (isVariant) this.#compareKeywords(before.annotations, after.annotations);
  }

  #take({ changes, links }: LocalComparison): void {
    for (const change of changes) this.#list.merge(change);
    this.#links.push(...links);
  }

  /** Both sides refer to components. The keywords around the references are compared here, the components elsewhere. */
  link(left: Reference, right: Reference, places: Places): void {
    this.#list.places = places;
    if (left.nullable && !right.nullable)
      this.#list.addFor("input-null-refused", "output-null-impossible", "null is no longer possible");
    if (!left.nullable && right.nullable)
      this.#list.addFor("input-null-accepted", "output-null-possible", "null is possible now");
    this.#compareKeywords(left.keywords, right.keywords);
    this.#links.push({ field: "", old: left.reference, new: right.reference });
  }

  #descend(left: SchemaPlace, right: SchemaPlace, step: string): void {
    const [before, after] = [referenceOf(left), referenceOf(right)];
    const places = { oldPointer: left.pointer, newPointer: right.pointer };
    const key = `${placeKey(left)} ${placeKey(right)}`;
    // A schema that contains itself, written out, has the same differences there as here.
    if (!(before && after) && this.#visited.has(key)) return;
    this.#visited.add(key);
    const inner = new Comparison({ old: this.#old, new: this.#new }, this.#direction, this.#visited);
    if (before && after) inner.link(before, after, places);
    else inner.run(left, right);
    const { changes, links } = inner.result();
    for (const change of changes) this.#list.merge({ ...change, fields: change.fields.map((field) => joinFields(step, field)) });
    for (const link of links) this.#links.push({ ...link, field: joinFields(step, link.field) });
  }

  #compareTypes(before: ReadonlySet<string> | undefined, after: ReadonlySet<string> | undefined): void {
    const [lost, gained] = [missingTypes(before, after), missingTypes(after, before)];
    const wasNull = before?.has("null") === true;
    // If more than null is removed, the change of the types covers it.
    const losesNull = lost.includes("null") && (wasNull || lost.length === 1);
    if (losesNull || (before !== undefined && gained.includes("null"))) {
      if (losesNull) this.#list.addFor("input-null-refused", "output-null-impossible", "null is no longer possible");
      else this.#list.addFor("input-null-accepted", "output-null-possible", "null is possible now");
    }
    const [fewer, more] = [lost.filter((type) => type !== "null"), gained.filter((type) => type !== "null")];
    const details = { before: typesText(before), after: typesText(after) };
    const message = `the type goes from ${details.before} to ${details.after}`;
    if (fewer.length > 0 && more.length > 0) this.#list.addFor("input-type-narrowed", "output-type-widened", message, details);
    else if (fewer.length > 0) this.#list.addFor("input-type-narrowed", lossOf(before, after, fewer), message, details);
    else if (more.length > 0) this.#list.addFor("input-type-widened", "output-type-widened", message, details);
  }

  #compareKeywords(before: ReadonlyMap<string, readonly Json[]>, after: ReadonlyMap<string, readonly Json[]>): void {
    compareKeywords(this.#list, before, after, (left, right, step) => this.#descend(left, right, step));
  }

  #compareValues(before: SchemaFacts, after: SchemaFacts): void {
    const details = { before: before.values, after: after.values };
    if (before.values === undefined && after.values === undefined) return;
    if (before.values === undefined) {
      this.#list.addFor(
        "input-value-removed",
        "output-value-removed",
        `only ${valuesText(after.values)} ${this.#is("allowed", "possible")} now`,
        details,
      );
      return;
    }
    const open = isOpenEnum(before.values);
    const added: ChangeKind = open ? "output-value-added" : "output-closed-value-added";
    if (after.values === undefined) {
      this.#list.addFor(
        "input-value-added",
        added,
        `any value is ${this.#is("allowed", "possible")} now, not only ${valuesText(before.values)}`,
        details,
      );
      return;
    }
    const lost = without(before.values, after.values);
    const gained = without(after.values, before.values);
    if (lost.length > 0)
      this.#list.addFor(
        "input-value-removed",
        open ? "output-value-removed" : "output-closed-value-removed",
        `${valuesText(lost)} ${this.#is("no longer allowed", "no longer possible")}`,
        details,
      );
    if (gained.length > 0)
      this.#list.addFor("input-value-added", added, `${valuesText(gained)} ${this.#is("allowed", "possible")} now`, details);
  }

  #is(input: string, output: string): string {
    return this.#direction === "input" ? input : output;
  }

  #compareProperties(before: SchemaFacts, after: SchemaFacts): void {
    for (const [name, left] of before.properties) {
      const right = after.properties.get(name);
      const [wasHidden, isHidden] = [this.#isHidden(left), right === undefined || this.#isHidden(right)];
      if (wasHidden && isHidden) continue;
      if (wasHidden && right !== undefined) this.#addProperty(name, right, before, after);
      else if (isHidden || right === undefined) {
        this.#list.addFor("input-field-removed", "output-field-removed", `${name} is gone`, {
          field: name,
          before: left.schema,
          oldPointer: left.pointer,
          newPointer: undefined,
        });
      } else {
        this.#compareRequired(name, before, after, left, right);
        this.#descend(left, right, name);
      }
    }
    for (const [name, right] of after.properties)
      if (!before.properties.has(name) && !this.#isHidden(right)) this.#addProperty(name, right, before, after);
    // A name may be required although no schema describes it.
    for (const name of after.required) {
      if (after.properties.has(name) || before.required.has(name)) continue;
      this.#list.addFor("input-field-required", "output-field-required", `${name} is required now`, { field: name });
    }
    for (const name of before.required) {
      if (before.properties.has(name) || after.required.has(name)) continue;
      this.#list.addFor("input-field-optional", "output-field-optional", `${name} is no longer required`, { field: name });
    }
  }

  #addProperty(name: string, right: SchemaPlace, before: SchemaFacts, after: SchemaFacts): void {
    const { schema, pointer } = right;
    const details = { field: name, after: schema, oldPointer: undefined, newPointer: pointer };
    const required = after.required.has(name);
    if (this.#direction === "output") this.#list.add("output-field-added", `${name} is new`, details);
    else
      this.#list.add(
        required ? "input-field-added-required" : "input-field-added",
        `${name} is new${required ? " and required" : ", and may be left out"}`,
        details,
      );
    // The name was one of the other keys before, and their schema may allow more or other values.
    if (isObject(before.additional?.schema)) this.#descend(before.additional, right, name);
  }

  #compareRequired(name: string, before: SchemaFacts, after: SchemaFacts, left: SchemaPlace, right: SchemaPlace): void {
    const [was, is] = [before.required.has(name), after.required.has(name)];
    if (was === is) return;
    const details = { field: name, oldPointer: left.pointer, newPointer: right.pointer };
    if (is)
      this.#list.addFor(
        "input-field-required",
        "output-field-required",
        this.#direction === "input" ? `${name} is required now` : `${name} is always there now`,
        details,
      );
    else
      this.#list.addFor(
        "input-field-optional",
        "output-field-optional",
        this.#direction === "input" ? `${name} may be left out now` : `${name} may be missing now`,
        details,
      );
  }

  #isHidden({ schema }: SchemaPlace): boolean {
    return member(schema, this.#direction === "input" ? "readOnly" : "writeOnly") === true;
  }

  #compareAdditional(before: SchemaFacts, after: SchemaFacts): void {
    const [left, right] = [before.additional, after.additional];
    const [wasClosed, isClosed] = [left?.schema === false, right?.schema === false];
    if (wasClosed !== isClosed) {
      if (isClosed) this.#list.addFor("input-keys-closed", "output-keys-closed", "other keys are no longer possible");
      else this.#list.addFor("input-keys-opened", "output-keys-opened", "other keys are possible now");
    } else if (!wasClosed && (left !== undefined || right !== undefined)) {
      this.#descend(left ?? { schema: true, pointer: before.pointer }, right ?? { schema: true, pointer: after.pointer }, "*");
    }
  }

  #compareItems(before: SchemaFacts, after: SchemaFacts): void {
    if (before.items !== undefined || after.items !== undefined) {
      this.#descend(
        before.items ?? { schema: true, pointer: before.pointer },
        after.items ?? { schema: true, pointer: after.pointer },
        "[]",
      );
    }
    for (let index = 0; index < Math.max(before.prefixItems.length, after.prefixItems.length); index += 1) {
      const [left, right] = [before.prefixItems[index] ?? before.items, after.prefixItems[index] ?? after.items];
      this.#descend(
        left ?? { schema: true, pointer: before.pointer },
        right ?? { schema: true, pointer: after.pointer },
        `[${index}]`,
      );
    }
  }

  /** Whether two alternatives are the same one: the same component, the same text, or the same tag. */
  #areSame(left: SchemaFacts, right: SchemaFacts): boolean {
    const [before, after] = [referenceOf(left.source), referenceOf(right.source)];
    if (before && after) return before.reference === after.reference;
    if (isObject(left.source.schema) && isEqual(left.source.schema, right.source.schema)) return true;
    const [tag, otherTag] = [tagText(this.#old, left, this.#direction), tagText(this.#new, right, this.#direction)];
    return tag !== undefined && tag === otherTag;
  }

  /** Whether one alternative may have become the other: half of the fields are the same, and no tag contradicts. */
  #areAlike(left: SchemaFacts, right: SchemaFacts): boolean {
    const [tag, otherTag] = [tagText(this.#old, left, this.#direction), tagText(this.#new, right, this.#direction)];
    if (tag !== undefined && otherTag !== undefined && tag !== otherTag) return false;
    const common = [...left.properties.keys()].filter((name) => right.properties.has(name)).length;
    return common * 2 >= Math.max(left.properties.size, right.properties.size);
  }

  /** The schemas that the values of a discriminator stand for. A new or missing value is a change of the variants. */
  #compareTags(old: NormalForm, now: NormalForm): void {
    const [before, after] = [old.discriminator, now.discriminator];
    const [left, right] = [before["propertyName"], after["propertyName"]];
    if (left === undefined || right === undefined) return;
    if (left !== right) {
      const message = `variants are told by ${shorten(right)} now, not ${shorten(left)}`;
      this.#list.addFor("input-rule-changed", "output-rule-changed", message, { before: left, after: right });
    }
    const mapping = objectMember(after, "mapping");
    const [variants, remaining] = [variantsOf(old), variantsOf(now)];
    for (const [tag, target] of Object.entries(objectMember(before, "mapping"))) {
      const other = member(mapping, tag);
      if (isEqual(target, other) || this.#areRenamed(target, other)) continue;
      const details = { before: target, after: other };
      const name = `the value ${JSON.stringify(tag)} of ${shorten(left)}`;
      if (other !== undefined)
        this.#list.addFor("input-rule-changed", "output-rule-changed", `${name} names ${shorten(other)} now`, details);
      // A variant that is gone, or whose own constant is another, is reported itself.
      else if (variants.has(target) === remaining.has(target) && !this.#hasConstant(target, left, tag))
        this.#list.addFor("input-value-removed", "output-value-removed", `${name} names no variant any more`, details);
    }
  }

  /** Whether the old variant has a constant of its own as its tag. */
  #hasConstant(target: Json, property: Json, tag: string): boolean {
    if (typeof target !== "string" || typeof property !== "string") return false;
    const { alternatives } = normalForm(this.#old, { schema: { $ref: target }, pointer: target }, this.#direction);
    const [facts] = [...alternatives.values()].flat();
    const place = facts?.properties.get(property);
    return place !== undefined && constantOf(this.#old, place, this.#direction) === tag;
  }

  /** Whether two names are those of one component, as it was called and is called now. What differs in it is told with the component. */
  #areRenamed(before: Json, after: Json | undefined): boolean {
    if (typeof before !== "string" || typeof after !== "string") return false;
    const [left, right] = [followReference(this.#old, before), followReference(this.#new, after)];
    if (left === undefined || right === undefined) return false;
    const key = `tag ${before} ${after}`;
    // A variant that is built on the union comes back here.
    if (this.#visited.has(key)) return true;
    const inner = new Comparison({ old: this.#old, new: this.#new }, this.#direction, new Set([...this.#visited, key]));
    inner.run({ schema: left, pointer: before }, { schema: right, pointer: after });
    const isOne = costOf(inner.result()) < BREAKING;
    if (isOne) this.#links.push({ field: "", old: before, new: after });
    return isOne;
  }
}

/** A program that handled a type of its own no longer compiles where it is gone. An integer is a number to it, and anything was no type. */
function lossOf(
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
  lost: readonly string[],
): ChangeKind {
  const isSame = before === undefined || lost.every((type) => type === "number" && after?.has("integer"));
  return isSame ? "output-type-narrowed" : "output-type-removed";
}

/** The references of the variants. */
function variantsOf({ alternatives }: NormalForm): ReadonlySet<Json | undefined> {
  return new Set([...alternatives.values()].flat().map(({ source }) => member(source.schema, "$ref")));
}

function dropWhere(open: Set<SchemaFacts>, isMeant: (facts: SchemaFacts) => boolean): void {
  for (const facts of open) if (isMeant(facts)) open.delete(facts);
}
