import { type OperationName, ResponseError } from "./errors.ts";

/**
 * Walks every page, and hands out item after item. Lazy: a page is asked for when its first item is.
 * A position is an offset or a cursor; an API with cursors has undefined for its first page.
 *
 * Stops where `next` says that there is no further page, and on a page without items.
 *
 * @throws {ResponseError} `wrong-shape` where `next` does not advance: an offset that does not grow, a cursor that was there before.
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
  do {
    const here: Position = position;
    seen.add(here);
    const page = await fetchPage(here);
    const rows = items(page);
    yield* rows;
    position = rows.length ? next(page, here) : undefined;
    if (position != null && (seen.has(position) || (typeof position === "number" && position <= Number(here)))) {
      const given = JSON.stringify(position)?.slice(0, 80);
      throw new ResponseError(
        operation && { operation, attempts: seen.size },
        `names a next page that is not further on (${given}): the walk would never end.`,
        { reason: "wrong-shape" },
      );
    }
  } while (position != null);
  return undefined;
}
