import { type OperationName, ResponseError } from "./errors.ts";

/** The number of pages in a row that may be without items, if the server names a next one. */
const MOST_EMPTY_PAGES = 100;

/**
 * Walks every page, and returns item after item. It is lazy: a page is asked for when its first item is. A position is an offset or a
 * cursor. An API with cursors has undefined for its first page.
 *
 * Stops if `next` says that there is no further page: null, undefined or an empty text. A page without items ends no walk by itself.
 *
 * @throws {ResponseError} `wrong-shape` if `next` does not advance: an offset that does not grow, a repeated cursor, a hundred pages in a
 * row without items.
 */
export async function* paginate<Position, Page, Item>(
  first: Position,
  fetchPage: (position: Position) => Promise<Page>,
  next: (page: Page, position: Position) => Position | null | undefined,
  items: (page: Page) => readonly Item[],
  operation?: OperationName,
): AsyncGenerator<Item, undefined, undefined> {
  const seen = new Set<unknown>();
  let position: Position | null | undefined = first;
  let emptyPages = 0;
  do {
    const here: Position = position;
    seen.add(keyOf(here));
    const page = await fetchPage(here);
    const rows = items(page);
    yield* rows;
    position = next(page, here);
    emptyPages = rows.length > 0 ? 0 : emptyPages + 1;
    const isLast = position == null || position === "";
    const isBack = seen.has(keyOf(position)) || (typeof position === "number" && position <= Number(here));
    if (!isLast && (isBack || emptyPages === MOST_EMPTY_PAGES)) {
      const given = JSON.stringify(position)?.slice(0, 80);
      const problem = isBack ? `a next page that is not further on (${given})` : `a next page after ${emptyPages} without items`;
      throw new ResponseError(operation && { operation, attempts: seen.size }, `names ${problem}: the walk would never end.`, {
        reason: "wrong-shape",
      });
    }
  } while (position != null && position !== "");
  return undefined;
}

/** A position that is an object is a new object on each page, and may still be equal. */
function keyOf(position: unknown): unknown {
  return Object(position) === position ? JSON.stringify(position) : position;
}
