import type { ValidationIssue } from "../operation.ts";
import { addEvaluated, addIssue, addIssues, issuesOf, nothingEvaluated, pointerOf, type Check, type Place } from "./check.ts";
import { listWords } from "./list-words.ts";
import { isRecord, sameJson } from "./same-json.ts";

/** The property that tells variants apart. It decides: a value that names one variant is checked by that variant alone. */
export interface Tag {
  readonly property: string;
  /** The values that name each variant, in the order of the variants. */
  readonly values: readonly (readonly unknown[])[];
  /** Whether a value that names no variant may still fit one. */
  readonly open?: boolean;
}

export function anyOf(variants: readonly Check[], tag?: Tag): Check {
  return union(variants, false, tag);
}

export function oneOf(variants: readonly Check[], tag?: Tag): Check {
  return union(variants, true, tag);
}

function union(variants: readonly Check[], exactly: boolean, tag: Tag | undefined): Check {
  return (value, at, issues, evaluated) => {
    const given = tag && isRecord(value) && Object.hasOwn(value, tag.property) ? value[tag.property] : undefined;
    const named = tag && given !== undefined ? variants.filter((_, index) => names(tag, index, given)) : [];
    if (named.length === 1) return named[0]?.(value, at, issues, evaluated);
    if (tag && given !== undefined && named.length === 0 && tag.open !== true) return addUnnamed(tag, at, issues);

    const found: (readonly ValidationIssue[])[] = [];
    let fitting = 0;
    for (const variant of variants) {
      const seen = evaluated && nothingEvaluated();
      const own = issuesOf(variant, value, at, seen);
      found.push(own);
      if (own.length > 0) continue;
      fitting += 1;
      addEvaluated(evaluated, seen);
      // Members that another variant has checked count as well, if they are needed.
      if (!exactly && !evaluated) return;
    }
    if (fitting > 1 && exactly) addIssue(issues, at, `must fit one alternative only, and fits ${fitting}`);
    if (fitting > 0) return;
    if (tag && isRecord(value) && named.length === 0) addUnnamed(tag, at, issues);
    else addIssues(issues, mostUseful(at, found));
  };
}

function names({ values }: Tag, variant: number, given: unknown): boolean {
  return values[variant]?.some((known) => sameJson(known, given)) === true;
}

function addUnnamed({ property, values }: Tag, at: Place, issues: ValidationIssue[]): void {
  const known = values.flat().map((value) => JSON.stringify(value));
  addIssue(issues, { within: at, key: property }, `must be ${listWords(known)}`);
}

function mostUseful(at: Place, found: readonly (readonly ValidationIssue[])[]): readonly ValidationIssue[] {
  const pointer = pointerOf(at);
  // If a value has the kind of a variant and fails further inside, that variant was meant.
  const inner = found.filter((own) => own.every((issue) => issue.pointer !== pointer));
  const [nearest] = inner.toSorted((one, other) => one.length - other.length);
  if (nearest) return nearest;
  const messages = new Set(
    found.flatMap((own) => own.filter((issue) => issue.pointer === pointer).map(({ message }) => message)),
  );
  const expected = [...messages].map((message) => message.replace(/^must be /, ""));
  const isPlain = [...messages].every((message) => message.startsWith("must be "));
  return [{ pointer, message: isPlain ? `must be ${listWords(expected)}` : [...messages].join(", or ") }];
}
