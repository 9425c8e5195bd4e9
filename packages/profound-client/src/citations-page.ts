import type { components } from "./generated/schema.gen.ts";

type Schemas = components["schemas"];

/** The info block of the citations report: how many rows there are, where the next page begins, and the query that was run. */
export type CitationsInfo = Schemas["CitationsInfo"];
/** The info block of the referrals report: how many rows there are, and the query that was run. */
export type ReferralsInfo = Schemas["Info"];

/** One page of the citations report. */
export interface CitationsPage<Row> {
  /** The subject of the rows, their number on all pages, and the position of the next page. */
  info: CitationsInfo;
  /** In the API's order. */
  data: Row[];
}

/**
 * The rows of one streamed citations report. The request is made when the first row or the summary is asked for. Leaving a loop closes the
 * connection.
 */
export interface CitationsStream<Row> {
  /** The subject and the number of the rows. It comes before the first row, and the loop still gets every row. */
  readonly summary: Promise<CitationsInfo>;
  /** The next row, in the order of the stream. */
  next(): Promise<IteratorResult<Row, undefined>>;
  /** Closes the connection at once, as leaving the loop does. */
  return(): Promise<IteratorResult<Row, undefined>>;
  [Symbol.asyncIterator](): CitationsStream<Row>;
}

/** One page of the referrals report. */
export interface ReferralsPage<Row> {
  /** The rows, their values named. */
  rows: Row[];
  /** The number of rows on all pages, and the query as the API understood it. */
  info: ReferralsInfo;
  /** The rows as the API sent them: values in the order of `info.query`. */
  data: Schemas["Result"][];
}
