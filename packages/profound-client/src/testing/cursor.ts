import { nameId } from "./name-id.ts";

/** A position in the rows of one query, in an opaque form: programs must not read or make up cursors. */
export function writeCursor(query: string, offset: number): string {
  return btoa(`${nameId(query)} ${offset}`.split("").toReversed().join("")).replaceAll("=", "");
}

/** The position in a cursor. Undefined if it is not one of ours, or belongs to another query. */
export function readCursor(query: string, cursor: string): number | undefined {
  try {
    const [id, offset] = atob(cursor).split("").toReversed().join("").split(" ");
    return id === nameId(query) && /^\d+$/.test(offset ?? "") ? Number(offset) : undefined;
  } catch {
    return undefined;
  }
}
