import { nameId } from "./name-id.ts";

/** A place in the rows of one query, in a form that says nothing to its holder: cursors are not to be read or made up. */
export function writeCursor(query: string, offset: number): string {
  return btoa(`${nameId(query)} ${offset}`.split("").toReversed().join("")).replaceAll("=", "");
}

/** The place that a cursor holds; undefined where it is none of ours, or another query's. */
export function readCursor(query: string, cursor: string): number | undefined {
  try {
    const [id, offset] = atob(cursor).split("").toReversed().join("").split(" ");
    return id === nameId(query) && /^\d+$/.test(offset ?? "") ? Number(offset) : undefined;
  } catch {
    return undefined;
  }
}
