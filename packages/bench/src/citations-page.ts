// The server's responses and the rows of streams, as in the example of Profound's citations page.

const encoder = new TextEncoder();

/** Rows of one page, the default of both APIs. */
export const PAGE_ROWS = 10;

/** Rows that the server streams, for the measures of memory. */
export const MEMORY_ROWS = 1_000_000;

export const citationsQuery = {
  category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
} as const;

function citationsInfo(totalResults: number): object {
  return {
    total_results: totalResults,
    count: PAGE_ROWS,
    next_cursor: "Z0FBQUFBQnFQcWdrbDRiSHpGaktVNm5N",
    scope: "all",
    models: ["ChatGPT", "Google Gemini", "Perplexity", "Claude"],
    metrics: ["count", "citation_share", "rank"],
    analysis_types: ["visibility"],
    start_date: citationsQuery.start_date,
    end_date: citationsQuery.end_date,
    filter: null,
  };
}

function citationsRow(index: number): object {
  return {
    domain: `site-${index % 1000}.example`,
    rank: index + 1,
    count: 20_000 - (index % 20_000),
    citation_share: (index % 100) / 1000,
  };
}

export const citationsPage: string = JSON.stringify({
  info: citationsInfo(11_662),
  data: Array.from({ length: PAGE_ROWS }, (_, index) => citationsRow(index)),
});

export const referralsPage: string = JSON.stringify({
  count: PAGE_ROWS,
  totalCount: 11_662,
  referrals: Array.from({ length: PAGE_ROWS }, (_, index) => ({
    id: `5a1b2c3d4e5f6a7b8c9d0e${index}`,
    referredUser: { id: `user-${index}`, accountId: `account-${index}`, firstName: "Ada", lastInitial: "L" },
    referrerUser: { id: "user-1", accountId: "account-1", firstName: "Grace", lastInitial: "H" },
    dateReferralStarted: 1_750_000_000_000 + index,
    moderationStatus: "PENDING",
    referredModerationStatus: "PENDING",
    referrerModerationStatus: "PENDING",
    referredReward: null,
    referrerReward: null,
    programId: "classic",
  })),
});

export function summaryEvent(totalResults: number): string {
  return `event: summary\ndata: ${JSON.stringify(citationsInfo(totalResults))}\n\n`;
}

export function resultEvent(row: object): string {
  return `event: result\ndata: ${JSON.stringify(row)}\n\n`;
}

/** Cuts bytes into chunks of one size, the last one shorter. */
export function cut(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number): Uint8Array<ArrayBuffer>[] {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) chunks.push(bytes.slice(start, start + chunkBytes));
  return chunks;
}

/** A whole citations stream: the summary, then `rowCount` rows. */
export function citationsStream(rowCount: number): Uint8Array<ArrayBuffer> {
  const events = Array.from({ length: rowCount }, (_, index) => resultEvent(citationsRow(index)));
  return encoder.encode(summaryEvent(rowCount) + events.join(""));
}

/** A stream of a single row that is as large as asked, as one long string: JSON.parse is at its fastest, so nothing hides the decoder. */
export function largeEventStream(bytes: number): Uint8Array<ArrayBuffer> {
  return encoder.encode(summaryEvent(1) + resultEvent({ ...citationsRow(0), page: "x".repeat(bytes) }));
}
