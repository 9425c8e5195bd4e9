import { isEqual } from "../document/json.ts";
import type { Api } from "../model/api.ts";
import type { Change, Place } from "./change.ts";
import { compareApis } from "./compare-apis.ts";

/** `vendor`: a page changed. `correction`: one of our overlays changed, or the way we read pages. */
export type Cause = "vendor" | "correction";

/** The parts that two documents were made of. */
export interface Origins {
  /** The APIs before their overlays. */
  readonly before: Api;
  readonly after: Api;
  /** Whether the overlays are the same on both sides. */
  readonly hasSameCorrections: boolean;
}

/** A change, or some of its places, with its cause. The cause is undefined if it is not known. */
export interface CausedChange {
  readonly change: Change;
  readonly cause: Cause | undefined;
}

/**
 * Finds the cause of each change. It is the vendor if the overlays are the same, and a correction if the pages are the same. If both
 * differ, each place is looked up among the changes of the pages. A change with places of both causes becomes two.
 */
export function createCauseFinder({ before, after, hasSameCorrections }: Origins): (change: Change) => readonly CausedChange[] {
  if (isEqual(before.document, after.document)) return (change) => [{ change, cause: "correction" }];
  if (hasSameCorrections) return (change) => [{ change, cause: "vendor" }];
  const ofVendor = new Set<string>();
  // A change of the vendor may have more places than are listed. Then the last part of the name is compared.
  const unlisted = new Set<string>();
  for (const { kind, places, morePlaces } of compareApis(before, after)) {
    for (const place of places) {
      ofVendor.add(placeKey(kind, place));
      if (morePlaces > 0) unlisted.add(nameKey(kind, place));
    }
    if (places.length === 0) ofVendor.add(kind);
  }
  const isVendors = (kind: string, place: Place): boolean =>
    ofVendor.has(placeKey(kind, place)) || unlisted.has(nameKey(kind, place));
  return (change) => {
    // The compiler's own findings have no counterpart in the pages.
    if (change.kind.endsWith("-only")) return [{ change, cause: undefined }];
    if (change.places.length === 0) return [{ change, cause: ofVendor.has(change.kind) ? "vendor" : "correction" }];
    const theirs = change.places.filter((place) => isVendors(change.kind, place));
    const ours = change.places.filter((place) => !theirs.includes(place));
    if (ours.length === 0) return [{ change, cause: "vendor" }];
    if (theirs.length === 0) return [{ change, cause: "correction" }];
    return [
      { change: { ...change, places: theirs }, cause: "vendor" },
      { change: { ...change, places: ours, morePlaces: 0 }, cause: "correction" },
    ];
  };
}

/** Operations are matched by their call, since overlays give them their ids. */
function placeKey(kind: string, { operation, direction, part, field }: Place): string {
  return [kind, operation.call, direction, part, field].join("\n");
}

function nameKey(kind: string, { direction, field }: Place): string {
  return [kind, direction, field.split(".").at(-1) ?? ""].join("\n");
}
