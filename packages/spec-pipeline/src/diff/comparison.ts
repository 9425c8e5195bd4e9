import { isList, isObject, shorten, type JsonObject } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import type { DiffReport, JudgedChange, Place } from "./change.ts";
import { schemaName } from "./place-of.ts";
import { strictest, type Bump, type ChangeKind } from "./policy.ts";

/** The client's type for a place in the older or newer document. Undefined if no schema is there. */
export type TypeAt = (side: "before" | "after", pointer: string, direction: Direction) => string | undefined;

/** A document and an earlier one, as a report shows them. */
export interface Comparison {
  /** Vendor, or the name of the newer file. */
  readonly name: string;
  /** The release that it is compared with: `profound-client@0.1.0`. Undefined before the first release. */
  readonly base: string | undefined;
  /** Whether the package is below 1.0.0, where each bump is one step smaller. */
  readonly belowOne: boolean;
  readonly report: DiffReport;
  /** The compared documents. Undefined before the first release. */
  readonly documents?: { readonly before: JsonObject; readonly after: JsonObject } | undefined;
  /** Shows a change as types. A report without it shows the documents only. */
  readonly typeAt?: TypeAt | undefined;
}

/** Longer texts are cut in a report for people, which names have no limit for. `--json` has them whole. */
export const MOST_CHARACTERS = 500;

/** The same for the name of an operation in a heading or a list. */
export const MOST_OF_HEADING = 160;

export function bumpOfAll(comparisons: readonly Comparison[]): Bump {
  return strictest(comparisons.map(({ report }) => report.bump));
}

export interface OperationChanges {
  /** `POST /v2/reports/referrals`, or `the whole API` for a change without an operation. */
  readonly heading: string;
  readonly changes: readonly JudgedChange[];
}

/** The changes by the first operation that they reach, in the order of the list: strictest first. */
export function changesByOperation({ changes }: DiffReport): readonly OperationChanges[] {
  const groups = new Map<string, JudgedChange[]>();
  for (const change of changes) {
    const heading = change.places[0]?.operation.call ?? "the whole API";
    const group = groups.get(heading);
    if (group) group.push(change);
    else groups.set(heading, [change]);
  }
  return [...groups].map(([heading, list]) => ({ heading, changes: list }));
}

/** `sent: pagination.limit`, `read: data[].count`, `read: detail (422)`; empty for a whole operation. */
function placeText({ direction, part, field }: Place): string {
  if (part === "" && field === "") return "";
  const verb = direction === "input" ? "sent" : "read";
  const usual = part === "" || part === "body" || /^2(?:\d\d|XX)$/i.test(part) || part === "response";
  if (direction === "input") return `${verb}: ${usual ? "" : `${part} `}${field}`.trimEnd().replace(/:$/, usual ? " body" : "");
  return `${verb}: ${field === "" ? "response" : field}${usual ? "" : ` (${part})`}`;
}

/** Where a change is, as far as it is known: `read: data[].count, in Row` and `also at 3 other places`. */
export function whereTexts(change: JudgedChange): readonly string[] {
  const [place] = change.places;
  const schema = schemaName(change.newPointer ?? change.oldPointer ?? "");
  const own = [place === undefined ? "" : placeText(place), schema === undefined ? "" : `in ${schema}`];
  return [own.filter((text) => text !== "").join(", "), otherPlaces(change)].filter((text) => text !== "");
}

/** The number of other places that a change reaches: `also at 3 other places`. */
function otherPlaces({ places, morePlaces }: JudgedChange): string {
  const count = places.length + morePlaces - 1;
  if (count < 1) return "";
  const operations = [...new Set(places.slice(1).map(({ operation }) => operation.call))].filter(
    (call) => call !== places[0]?.operation.call,
  );
  const named = operations.slice(0, 3).join(", ");
  return `also at ${count} other ${count === 1 ? "place" : "places"}${named === "" ? "" : `, in ${named}${operations.length > 3 ? " and others" : ""}`}`;
}

/** `50000 → 1000`. Empty where a side is a list or an object: see `sidesOf`. */
export function valuesText({ before, after }: JudgedChange): string {
  if ((before === undefined && after === undefined) || [before, after].some((value) => isObject(value) || isList(value)))
    return "";
  return `${shorten(before, 100)} → ${shorten(after, 100)}`;
}

/** `1 major, 3 minor`, or `no difference`. */
export function countsText(changes: readonly JudgedChange[]): string {
  const counts = BUMPS_OF_CHANGES.flatMap((bump) => {
    const count = changes.filter((change) => change.bump === bump).length;
    return count > 0 ? [`${count} ${bump}`] : [];
  });
  return counts.length === 0 ? "no difference" : counts.join(", ");
}

/** Starts with the change that needs the most care. */
export const BUMPS_OF_CHANGES: readonly Bump[] = ["major", "minor", "patch"];

const ADVICE = {
  major: "Read each major change: code of users breaks there. Say in the changeset what they have to change.",
  minor: "Nothing that worked before stops working. Say in the changeset what users can do now.",
  patch: "No code of users has to change.",
  none: "There is nothing to do.",
} as const satisfies Record<Bump, string>;

/** The next step for the reader of a report. */
export function adviceText({ base, report }: Comparison): string {
  return base === undefined ? "There is no release to compare with yet." : ADVICE[report.bump];
}

const NAMED = "code that names it no longer compiles";
const HANDLED = "code that handles it no longer compiles";

/** Kinds with a reason of their own. */
const WHY_OF: Partial<Record<ChangeKind, string>> = {
  "operation-renamed": NAMED,
  "method-renamed": NAMED,
  "method-alias-removed": NAMED,
  "pages-walk-removed": NAMED,
  "input-parameter-renamed": NAMED,
  "output-variant-removed": HANDLED,
  "output-closed-value-removed": HANDLED,
  "output-type-removed": HANDLED,
  "input-default-changed": "a call that leaves it out means something else",
  "operation-safety-lost": "a failed call is no longer repeated",
};

const WHY: Readonly<Record<Direction, Readonly<Partial<Record<Bump, string>>>>> = {
  input: { major: "calls that worked may be refused", minor: "calls that worked go on working" },
  output: { major: "code that reads it may get unexpected values", minor: "code that reads it goes on working" },
};

/** Why the change weighs what it does, in words: `calls that worked may be refused`. */
export function whyText({ bump, kind, verdicts, places: [place] }: JudgedChange): string {
  if (bump === "patch" || bump === "none") return "no code of users has to change";
  if (verdicts.every((verdict) => verdict.judge === "compiler" || verdict.bump !== bump))
    return "code of users may no longer compile";
  const own = WHY_OF[kind];
  if (own !== undefined) return own;
  if (/-(?:deprecated|text)$/.test(kind)) return "calls that worked go on working";
  return (
    WHY[kind.startsWith("output-") ? "output" : kind.startsWith("input-") ? "input" : (place?.direction ?? "input")][bump] ?? ""
  );
}

/** The rule that found the change, and the verdicts: `rule output-field-removed: major, compiler: major`. */
export function verdictsText({ verdicts }: JudgedChange): string {
  return [
    ...new Set(verdicts.map(({ judge, bump, reason }) => `${judge === "policy" ? `rule ${reason}` : judge}: ${bump}`)),
  ].join(", ");
}

/**
 * The compiler's reasons in its own words, and the programs of the last release that it now rejects. A rule needs no reason, since the
 * change itself is one.
 */
export function reasonsOf({ verdicts }: JudgedChange): readonly string[] {
  const reasons = verdicts.filter(({ judge }) => judge === "compiler");
  return [
    ...new Set(
      reasons.map(({ reason, program }) => (program === undefined ? `compiler: ${reason}` : `breaks ${program}: ${reason}`)),
    ),
  ];
}

export const CAUSES = { vendor: "change of the vendor", correction: "correction of ours" } as const;

/** The verdict in one line: `major (below 1.0.0: a minor release)`. */
export function bumpText({ base, belowOne, report: { bump } }: Comparison): string {
  if (base === undefined) return "not released yet";
  if (bump === "none") return "none: nothing changes for users";
  if (!belowOne || bump === "patch") return bump;
  return `${bump} (below 1.0.0: a ${bump === "major" ? "minor" : "patch"} release)`;
}
