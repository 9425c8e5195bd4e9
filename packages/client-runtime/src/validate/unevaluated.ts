import { addEvaluated, addIssues, issuesOf, nothingEvaluated, type Check } from "./check.ts";
import { isRecord } from "./same-json.ts";

/** The keywords `unevaluatedProperties` and `unevaluatedItems`: members that no other keyword of the schema has checked. */
export function unevaluated(others: Check, rules: { readonly properties?: Check; readonly items?: Check }): Check {
  return (value, at, issues, outer) => {
    const evaluated = nothingEvaluated();
    const found = issuesOf(others, value, at, evaluated);
    addIssues(issues, found);
    // A value that failed was checked only in part.
    if (found.length > 0) return;
    const { properties, items } = rules;
    if (properties && isRecord(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined || evaluated.keys.has(key)) continue;
        properties(item, { within: at, key }, issues);
        evaluated.keys.add(key);
      }
    }
    if (items && Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (evaluated.indexes.has(index)) continue;
        items(item, { within: at, key: index }, issues);
        evaluated.indexes.add(index);
      }
    }
    addEvaluated(outer, evaluated);
  };
}
