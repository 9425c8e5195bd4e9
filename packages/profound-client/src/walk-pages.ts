import { paginate, ResponseError } from "@specloom/client-runtime";
import { callRecord } from "./call-record.ts";
import type { Operations } from "./generated/operations.gen.ts";

/** How the pages of a report are read. */
export interface PageRules<Position, Page, Row> {
  readonly rows: (page: Page) => readonly Row[];
  /** The number of rows on all pages, if this page names it. */
  readonly total: (page: Page) => number | null | undefined;
  /** The position of the next page. `total` is the last one that a page named. */
  readonly next: (page: Page, position: Position, total: number | undefined) => Position | null | undefined;
  /** Whether the walk begins with the first row, so that its rows can be compared with the total. */
  readonly isWhole: boolean;
}

/**
 * The rows of all pages of a report.
 *
 * @throws {ResponseError} `wrong-shape` for a repeated page: the rows of a report differ, so the server has lost the position. Also for an
 * end before the total is reached.
 */
export function walkPages<Position, Page, Row>(
  id: keyof Operations,
  first: Position,
  fetchPage: (position: Position) => Promise<Page>,
  { rows, total, next, isWhole }: PageRules<Position, Page, Row>,
): AsyncGenerator<Row, undefined, undefined> {
  const had = new Set<string>();
  let named: number | undefined;
  let received = 0;
  return paginate(
    first,
    async (position) => {
      const page = await fetchPage(position);
      const here = rows(page);
      named = total(page) ?? named;
      received += here.length;
      const mark = JSON.stringify([here.length, here[0], here.at(-1)]);
      if (here.length > 0 && had.has(mark))
        throw wrongPages(id, "got a page that came before: the walk would repeat rows, and miss others.");
      had.add(mark);
      return page;
    },
    (page, position) => {
      const to = next(page, position, named);
      const isLast = to === null || to === undefined || to === "";
      if (isLast && isWhole && named !== undefined && received < named)
        throw wrongPages(id, `named no page after ${received} of ${named} rows: the others are missing.`);
      return to;
    },
    rows,
    callRecord(id).operation,
  );
}

/** The error for pages that do not fit together. */
export function wrongPages(id: keyof Operations, message: string, pointer = ""): ResponseError {
  return new ResponseError(callRecord(id), message, { reason: "wrong-shape", pointer });
}
