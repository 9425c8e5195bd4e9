const HOUR_MS = 3_600_000;

/** Counts the requests of each hour. Adds the headers to each response, or responds with 429 in its place. */
export function createRateLimit(perHour: number, now: () => Date): (respond: () => Promise<Response>) => Promise<Response> {
  let [start, used] = [Number.NEGATIVE_INFINITY, 0];
  return async (respond) => {
    const time = +now();
    if (time - start >= HOUR_MS) [start, used] = [time, 0];
    used += 1;
    const waitSeconds = String(Math.ceil((start + HOUR_MS - time) / 1000));
    const response =
      used > perHour
        ? Response.json({ detail: "Rate limit exceeded" }, { status: 429, headers: { "retry-after": waitSeconds } })
        : await respond();
    response.headers.set("x-ratelimit-limit", String(perHour));
    response.headers.set("x-ratelimit-remaining", String(Math.max(0, perHour - used)));
    response.headers.set("x-ratelimit-reset", waitSeconds);
    return response;
  };
}
