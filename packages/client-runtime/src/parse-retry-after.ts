/**
 * The wait that a server asks for, in milliseconds from `now`. Undefined if it asks for none, names a time that has passed, or cannot be
 * read.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after");
  const waits = [
    numberIn(headers.get("retry-after-ms")),
    numberIn(value) * 1000,
    // The only HTTP date without a zone (asctime) is in GMT too.
    Date.parse(value?.replace(/^\D{3}.*:\d\d( \d{4})?$/, "$& GMT") ?? "") - now,
  ];
  return waits.find((wait) => wait > 0);
}

/** A header that was sent twice, as a proxy may do, comes as one with a comma: the longest wait suits both. */
function numberIn(text: string | null): number {
  return text && /^[\d., ]+$/.test(text) ? Math.max(...text.split(",").map(Number)) : 0;
}
