/**
 * How the pages of an operation are walked: the rule that a document proves, or that an overlay gives. Places are JSON pointers: `param`
 * into the call's input (`/query/page`), `field` into an item, the others into the body of a response.
 */
export interface Pages {
  /**
   * The way to the next page: an `address` or a `cursor` in the response, a field of the last `item`, the header `Link`, the `offset` of
   * the next item, the number of the next `page`.
   */
  readonly by: "address" | "cursor" | "item" | "link" | "offset" | "page";
  /** The list of items. Empty if the response is that list. */
  readonly items: string;
  /** The parameter for the next position. */
  readonly param?: string;
  /** The next position. */
  readonly next?: string;
  readonly field?: string;
  /** A flag: whether there is a further page. */
  readonly more?: string;
  /** A flag: whether this is the last page. */
  readonly last?: string;
  /** The number of items on all pages. */
  readonly total?: string;
  readonly totalPages?: string;
  /** The offset of the first item, or the number of the first page. @default 0 for an offset, 1 for a page */
  readonly first?: number;
}
