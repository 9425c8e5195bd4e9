import type { components } from "./generated/schema.gen.ts";

type Schemas = components["schemas"];

export type CitationsInfo = Schemas["CitationsInfo"];
export type ReferralsInfo = Schemas["Info"];

/** One page of the citations report. */
export interface CitationsPage<Row> {
  /** What the rows are about, how many there are on all pages, and where the next page begins. */
  info: CitationsInfo;
  /** In the API's order. */
  data: Row[];
}

/** The rows of one streamed citations report. The request is made when the first row or the summary is asked for; leaving a loop closes the connection. */
export interface CitationsStream<Row> {
  /** What the rows are about and how many there are. Comes before the first row, and takes none away from the loop. */
  readonly summary: Promise<CitationsInfo>;
  next(): Promise<IteratorResult<Row, undefined>>;
  return(): Promise<IteratorResult<Row, undefined>>;
  [Symbol.asyncIterator](): CitationsStream<Row>;
}

/** One page of the referrals report. */
export interface ReferralsPage<Row> {
  /** The rows, their values named. */
  rows: Row[];
  /** The number of rows on all pages, and the query as the API understood it. */
  info: ReferralsInfo;
  /** The rows as the API gave them: values in the order of `info.query`. */
  data: Schemas["Result"][];
}
