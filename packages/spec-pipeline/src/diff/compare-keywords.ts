import { isEqual, shorten, type Json } from "../document/json.ts";
import { plainPatterns } from "../document/plain-pattern.ts";
import type { ChangeList } from "./change-list.ts";
import { isLooserEnd, isLooserLimit, isMultiple, otherEnd } from "./looser-limit.ts";
import { oneOrList, placeOf } from "./place-of.ts";
import { TEXTS } from "./reference.ts";
import { LIMITS, type SchemaPlace } from "./schema-facts.ts";
import { without } from "./texts.ts";

type Keywords = ReadonlyMap<string, readonly Json[]>;

type Descend = (left: SchemaPlace, right: SchemaPlace, step: string) => void;

/** Compares the keywords of two schemas. `descend` compares the schemas in a keyword. */
export function compareKeywords(list: ChangeList, before: Keywords, after: Keywords, descend: Descend): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [lefts, rights] = [before.get(key) ?? [], after.get(key) ?? []];
    const [lost, gained] = [without(lefts, rights), without(rights, lefts)];
    if (lost.length + gained.length === 0 || (key === "pattern" && isEqual(plainPatterns(lefts), plainPatterns(rights))))
      continue;
    const [left, right] = [oneOrList(lefts), oneOrList(rights)];
    const details = { before: left, after: right };
    const wasto = `${left === undefined ? "unset" : shorten(left, 60)} to ${right === undefined ? "unset" : shorten(right, 60)}`;
    if (key === (list.direction === "input" ? "writeOnly" : "readOnly")) continue;
    if (key === (list.direction === "input" ? "readOnly" : "writeOnly")) {
      if (right === true) list.addFor("input-field-removed", "output-field-removed", `is ${key} now`, details);
      else list.addFor("input-field-added", "output-field-added", `is no longer ${key}`, details);
    } else if (key === "deprecated") {
      if (right === true) list.addFor("input-deprecated", "output-deprecated", "is deprecated now", details);
      else list.addFor("input-text", "output-text", "is no longer deprecated", details);
    } else if (key === "default") {
      list.addFor("input-default-changed", "output-text", `the default goes from ${wasto}`, details);
    } else if (TEXTS.has(key)) {
      list.addFor("input-text", "output-text", `the ${key} ${key.endsWith("s") ? "read" : "reads"} differently`, details);
    } else if (key === "contentSchema" || (key === "propertyNames" && left !== undefined && right !== undefined)) {
      descend(placeOf(lefts, `${list.places.oldPointer}/${key}`), placeOf(rights, `${list.places.newPointer}/${key}`), "");
    } else if (otherEnd(key, before, after) !== undefined) {
      if (left !== undefined) compareEnd(list, key, left, after);
    } else if (LIMITS.has(key)) list.addLimit(isLooserLimit(key, left, right), `${key} goes from ${wasto}`, details);
    else if (key === "multipleOf" && isMultiple(left, right)) list.addLimit(true, `${key} goes from ${wasto}`, details);
    else if (key === "multipleOf" && isMultiple(right, left)) list.addLimit(false, `${key} goes from ${wasto}`, details);
    else if (lost.length === 0)
      list.addFor("input-rule-added", "output-rule-added", `${key} is ${shorten(right, 60)} now`, details);
    else if (gained.length === 0)
      list.addFor("input-rule-removed", "output-rule-removed", `${key} ${shorten(oneOrList(lost), 60)} is gone`, details);
    else list.addFor("input-rule-changed", "output-rule-changed", `${key} goes from ${wasto}`, details);
  }
}

/** One end of a range that was inclusive and is now exclusive, or the reverse. */
function compareEnd(list: ChangeList, key: string, left: Json, after: Keywords): void {
  const other = otherEnd(key, after) ?? key;
  const right = oneOrList(after.get(other) ?? []);
  const message = `${key} ${shorten(left)} is ${other} ${right === undefined ? "unset" : shorten(right)} now`;
  list.addLimit(isLooserEnd(key, left, right), message, { before: left, after: right });
}
