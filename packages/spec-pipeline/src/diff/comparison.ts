import { isList, isObject, shorten, type JsonObject } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import type { DiffReport, JudgedChange, Place } from "./change.ts";
import { strictest, type Bump } from "./policy.ts";

/** The type of a client at a place of the older or the newer document; undefined where no schema is there. */
export type TypeAt = (side: "before" | "after", pointer: string, direction: Direction) => string | undefined;

/** One document against an earlier one, as a report shows it. */
export interface Comparison {
  /** Vendor, or the name of the newer file. */
  readonly name: string;
  /** What it is compared with: `profound-client@0.1.0`; undefined before the first release. */
  readonly base: string | undefined;
  /** Whether the package is below 1.0.0, where the bump is a step less. */
  readonly belowOne: boolean;
  readonly report: DiffReport;
  /** What was compared; undefined before the first release. */
  readonly documents?: { readonly before: JsonObject; readonly after: JsonObject } | undefined;
  /** Shows what changed as types; a report without it shows the document alone. */
  readonly typeAt?: TypeAt | undefined;
}

export function bumpOfAll(comparisons: readonly Comparison[]): Bump {
  return strictest(comparisons.map(({ report }) => report.bump));
}

export interface OperationChanges {
  /** `POST /v2/reports/referrals`; `the whole API` for what concerns no operation. */
  readonly heading: string;
  readonly changes: readonly JudgedChange[];
}

/** The changes by the operation that they meet first, in the order of the list: strictest first. */
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
export function placeText({ direction, part, field }: Place): string {
  if (part === "" && field === "") return "";
  const verb = direction === "input" ? "sent" : "read";
  const usual = part === "" || part === "body" || /^2(?:\d\d|XX)$/i.test(part) || part === "answer";
  if (direction === "input") return `${verb}: ${usual ? "" : `${part} `}${field}`.trimEnd().replace(/:$/, usual ? " body" : "");
  return `${verb}: ${field === "" ? "answer" : field}${usual ? "" : ` (${part})`}`;
}

/** Other places that a change meets, counted: `also at 3 other places`. */
export function otherPlaces({ places, morePlaces }: JudgedChange): string {
  const count = places.length + morePlaces - 1;
  if (count < 1) return "";
  const operations = [...new Set(places.slice(1).map(({ operation }) => operation.call))].filter(
    (call) => call !== places[0]?.operation.call,
  );
  const named = operations.slice(0, 3).join(", ");
  return `also at ${count} other ${count === 1 ? "place" : "places"}${named === "" ? "" : `, in ${named}${operations.length > 3 ? " and others" : ""}`}`;
}

/** `50000 → 1000`; empty where a side is a list or an object: see `sidesOf`. */
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

/** From the one that needs most care. */
export const BUMPS_OF_CHANGES: readonly Bump[] = ["major", "minor", "patch"];

const ADVICE = {
  major: "Read each major change: code of users breaks there. Say in the changeset what they have to change.",
  minor: "Nothing that worked before stops working. Say in the changeset what users can do now.",
  patch: "Only words changed. No code of users is concerned.",
  none: "There is nothing to do.",
} as const satisfies Record<Bump, string>;

/** What the reader of a report does next. */
export function adviceText({ base, report }: Comparison): string {
  return base === undefined ? "There is no release to compare with yet." : ADVICE[report.bump];
}

/** How the change was found and judged: `rule output-field-removed: major, compiler: major`. */
export function verdictsText({ verdicts }: JudgedChange): string {
  return [
    ...new Set(verdicts.map(({ judge, bump, reason }) => `${judge === "policy" ? `rule ${reason}` : judge}: ${bump}`)),
  ].join(", ");
}

/** Reasons of the compiler, in its words, and the programs of the last release that it no longer takes. Those of a rule are the changes themselves. */
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
