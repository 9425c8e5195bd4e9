import { describe, expect, test } from "vitest";
import {
  createProfoundClient,
  filter,
  type CitationDimension,
  isApiError,
  isConfigurationError,
  isResponseError,
} from "../../src/index.ts";
import { type Fixture, readFixture } from "../support/fixture.ts";
import { heldToSpec } from "../support/held-to-spec.ts";
import { withResponses, collect, errorOf, mocked, query, visits, week } from "../support/reports.ts";

describe("queryCitations", () => {
  test("posts the params as they are, and gives the response as it is", async () => {
    const fixture = readFixture("queryCitations", "by-topic-model-and-date");
    const { reports, sent } = withResponses(fixture);
    const page = await reports.queryCitations({
      ...query,
      group_by: ["topic", "model", "date"],
      metrics: ["count", "rank"],
      interval: "week",
    });
    expect(page).toEqual(fixture.body);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      method: "POST",
      url: "https://api.tryprofound.com/v2/reports/citations",
      body: fixture.input.body,
    });
    const { headers } = sent[0] ?? {};
    expect([headers?.get("x-api-key"), headers?.get("content-type"), headers?.get("accept")]).toEqual([
      "key-for-fixtures",
      "application/json",
      "application/json",
    ]);
    expect(headers?.get("authorization")).toBeNull();
  });

  test("sends an instant as the day of Eastern Time on which it falls", async () => {
    const { reports, mock } = mocked();
    await reports.queryCitations({
      ...query,
      start_date: new Date("2026-06-10T03:00:00Z"),
      end_date: new Date("2026-06-10T04:00:00Z"),
    });
    expect(mock.requests[0]?.body).toMatchObject({ start_date: "2026-06-09", end_date: "2026-06-10" });
  });

  test("takes a tree of the builder and a plain one alike", async () => {
    const { reports, mock } = mocked();
    const built = filter.and(filter.domain.contains("reddit"), filter.model.is("Claude"));
    const plain = {
      and: [
        { field: "domain", op: "contains", value: "reddit" },
        { field: "model", op: "is", value: "Claude" },
      ],
    } as const;
    expect(await reports.queryCitations({ ...query, filter: built })).toEqual(
      await reports.queryCitations({ ...query, filter: plain }),
    );
    expect(mock.requests[0]).toEqual(mock.requests[1]);
  });

  test.each<[string, object, string]>([
    ["an unknown metric", { metrics: ["cuont"] }, "metrics[0]"],
    ["an unknown dimension", { group_by: ["pages"] }, "group_by[0]"],
    ["an unknown interval", { interval: "quarter" }, "interval"],
    ["an unknown scope", { scope: "mine" }, "scope"],
    ["two dimensions that do not go together", { group_by: ["page", "model"] }, "group_by"],
    ["three dimensions with topic and model", { group_by: ["topic", "model", "region"] }, "group_by"],
    ["a dimension twice", { group_by: ["date", "date"] }, "group_by"],
    ["first_cited_at without pages", { metrics: ["first_cited_at"] }, "metrics"],
    ["an impossible day", { start_date: "2026-06-31" }, "start_date"],
    ["a reversed range", { end_date: "2026-06-01" }, "end_date"],
    ["a wrong filter", { filter: { field: "domain", op: "like", value: "x" } }, "filter.op"],
    ["a dimension that is not in a list", { group_by: "model" }, "group_by"],
    ["metrics that are no list", { metrics: 5 }, "metrics"],
  ])("refuses %s before any request", async (_name, wrong, option) => {
    const { reports, mock } = mocked();
    const params = { ...query, ...wrong };
    const errors = [
      await errorOf(reports.queryCitations(params)),
      await errorOf(collect(reports.queryCitationsAll(params))),
      await errorOf(collect(reports.streamCitations(params))),
    ];
    expect(errors.map((error) => isConfigurationError(error) && error.option)).toEqual([option, option, option]);
    expect(mock.requests).toEqual([]);
  });

  test("names an invalid Date as such", async () => {
    const error = await errorOf(mocked().reports.queryCitations({ ...query, start_date: new Date("someday") }));
    expect(isConfigurationError(error) && error.given).toBe("Invalid Date");
  });

  test.each(["constructor", "__proto__"])("refuses a param called %s, which is none of the spec's", async (name) => {
    const { reports, mock } = mocked();
    const params: typeof query = JSON.parse(JSON.stringify({ ...query, group_by: [] }).replace("{", `{"${name}":"x",`));
    expect(await errorOf(reports.queryCitations(params))).toMatchObject({ code: "ConfigurationError", option: name });
    expect(mock.requests).toHaveLength(0);
  });

  test("names the refused call", async () => {
    const wrong: object = { metrics: ["cuont"] };
    const params = { ...query, ...wrong };
    const errors = [
      await errorOf(mocked().reports.queryCitations(params)),
      await errorOf(collect(mocked().reports.streamCitations(params))),
      await errorOf(mocked().reports.queryReferrals({ ...visits, start_date: "2026-06-31" })),
    ];
    expect(errors.map((error) => isConfigurationError(error) && [error.operation?.id, error.attempts])).toEqual([
      ["queryCitations", 0],
      ["streamCitations", 0],
      ["queryReferrals", 0],
    ]);
    expect(String(errors[0])).toMatch(
      /^ConfigurationError: queryCitations \(POST .*\) cannot start: metrics\[0\] must be one of count, /,
    );
  });

  test("refuses a filter that contains itself", async () => {
    const circle: { not: unknown } = { not: undefined };
    circle.not = circle;
    const wrong: object = { filter: circle };
    const error = await errorOf(mocked().reports.queryCitations({ ...query, ...wrong }));
    expect(isConfigurationError(error) && error.expected).toContain("at most 3 levels");
  });

  test.each([undefined, null, {}, { start_date: week.start_date }])("refuses %j for params", async (params) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
    expect(isConfigurationError(await errorOf(mocked().reports.queryCitations(params as never)))).toBe(true);
  });

  test.each([["topic", "model"], ["date", "model", "topic"], ["prompt", "date"], ["date"]] satisfies CitationDimension[][])(
    "groups by %s and %s",
    async (...names) => {
      const dimensions: CitationDimension[] = names.filter((name) => name !== undefined);
      const { data } = await mocked().reports.queryCitations({ ...query, group_by: dimensions });
      expect(Object.keys(data[0] ?? {})).toEqual(expect.arrayContaining(["domain", ...dimensions]));
    },
  );

  test("leaves all checks to the API if a call is unchecked", async () => {
    const { reports, mock } = mocked();
    const group_by: CitationDimension[] = ["page", "model"];
    const error = await errorOf(reports.queryCitations({ ...query, group_by }, { unchecked: true }));
    expect(isApiError(error) && error.message).toContain("422: group_by: Value error, unsupported combination: page, model");
    expect(mock.requests).toHaveLength(1);
  });
});

describe("queryCitationsAll", () => {
  test("walks the pages of 50 by their cursors, each row once", async () => {
    const { reports, mock } = mocked();
    const rows = await collect(reports.queryCitationsAll({ ...query, filter: filter.domain.matches("^a.*.com$") }));
    const { info } = await reports.queryCitations({ ...query, filter: filter.domain.matches("^a.*.com$") });
    expect(rows).toHaveLength(info.total_results ?? 0);
    expect(new Set(rows.map(({ domain }) => domain)).size).toBe(rows.length);
    const bodies = mock.requests.slice(0, -1).map(({ body }) => body);
    expect(bodies).toHaveLength(Math.ceil(rows.length / 50));
    for (const body of bodies) expect(body).toMatchObject({ limit: 50 });
  });

  test("requests a page only when its first row is requested", async () => {
    const { reports, mock } = mocked();
    let count = 0;
    for await (const row of reports.queryCitationsAll({ ...query, limit: 10 })) {
      expect(row.rank).toBe((count += 1));
      if (count === 20) break;
    }
    expect(mock.requests).toHaveLength(2);
  });

  test.each([undefined, null])("asks for pages of 50 where the limit is %s", async (limit) => {
    const { reports, mock } = mocked();
    await reports.queryCitationsAll({ ...query, limit }).next();
    expect(mock.requests[0]?.body).toMatchObject({ limit: 50 });
  });

  test("begins where a cursor says", async () => {
    const { reports } = mocked();
    const { info } = await reports.queryCitations({ ...query, limit: 7 });
    for await (const row of reports.queryCitationsAll({ ...query, cursor: info.next_cursor })) {
      expect(row.rank).toBe(8);
      break;
    }
  });

  test("ends with an error where a cursor leads back to itself", async () => {
    const { reports, sent } = withResponses(readFixture("queryCitations", "page-example"));
    const error = await errorOf(collect(reports.queryCitationsAll(query)));
    expect(isResponseError(error) && [error.reason, error.operation?.id]).toEqual(["wrong-shape", "queryCitations"]);
    expect(sent).toHaveLength(2);
  });
});

describe("streamCitations", () => {
  test("gives every row of the report for one request", async () => {
    const { reports, mock } = mocked();
    const rows = await collect(reports.streamCitations(query));
    expect(rows).toHaveLength(11_662);
    expect(rows[0]).toEqual({ domain: "reddit.com", rank: 1, count: 13_940, citation_share: 0.04 });
    expect(rows.some(({ domain }) => domain.includes("zürich"))).toBe(true);
    expect(mock.requests.map(({ path }) => path)).toEqual(["/v2/reports/citations/stream"]);
  });

  test("asks for an event stream", async () => {
    const { reports, sent } = withResponses(readFixture("streamCitations", "page-example"));
    await collect(reports.streamCitations({ ...query, max_results: 1 }));
    expect(sent[0]?.headers.get("accept")).toBe("text/event-stream");
    expect(sent[0]?.body).toEqual({ ...query, max_results: 1 });
  });

  test("makes no request before its first row is requested", async () => {
    const { reports, mock } = mocked();
    const stream = reports.streamCitations(query);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(mock.requests).toEqual([]);
    await stream.return();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(mock.requests).toEqual([]);
  });

  test("gives its summary before, between and after the rows, for the same request", async () => {
    const { reports, mock } = mocked();
    const stream = reports.streamCitations({ ...query, max_results: 3 });
    expect((await stream.summary).total_results).toBe(11_662);
    expect((await stream.next()).value?.rank).toBe(1);
    expect((await stream.summary).models?.[0]).toBe("ChatGPT");
    expect((await collect(stream)).map(({ rank }) => rank)).toEqual([2, 3]);
    expect((await stream.summary).count).toBe(3);
    expect(mock.requests).toHaveLength(1);
  });

  test("keeps rows in order where several are asked for at once", async () => {
    const stream = mocked().reports.streamCitations({ ...query, max_results: 5 });
    const results = await Promise.all(Array.from({ length: 7 }, () => stream.next()));
    expect(results.map(({ value }) => value?.rank)).toEqual([1, 2, 3, 4, 5, undefined, undefined]);
  });

  test("leaving the loop closes the connection", async () => {
    let isClosed = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('event: result\ndata: {"domain":"a.com"}\n\n')),
      cancel: () => void (isClosed = true),
    });
    const { reports } = createProfoundClient({
      apiKey: "key-for-fixtures",
      fetch: heldToSpec(async () => new Response(body, { headers: { "content-type": "text/event-stream" } })),
    });
    for await (const { domain } of reports.streamCitations(query)) {
      expect(domain).toBe("a.com");
      break;
    }
    expect(isClosed).toBe(true);
  });

  const stream = readFixture("streamCitations", "page-example");
  const [summary, result] = stream.events ?? [];
  const events = (...list: readonly (typeof summary)[]): Fixture => ({
    ...stream,
    events: list.filter((event) => event !== undefined),
  });

  test("a stream that ends before the promised rows is an error, after all rows that came", async () => {
    const { reports } = withResponses(events(summary, result, result));
    const rows: unknown[] = [];
    const error = await errorOf(
      (async () => {
        for await (const row of reports.streamCitations({ ...query, max_results: 3 })) rows.push(row);
      })(),
    );
    expect(rows).toHaveLength(2);
    expect(isResponseError(error) && [error.reason, error.received, error.expected]).toEqual(["incomplete-stream", 2, 3]);
  });

  test("fewer rows are no error if that is allowed, or if no number is promised", async () => {
    const allowed = withResponses(events(summary, result)).reports.streamCitations(query, { allowIncomplete: true });
    expect(await collect(allowed)).toHaveLength(1);
    const unknown = { event: "summary", data: { total_results: null, count: 0, next_cursor: null } };
    expect(await collect(withResponses(events(unknown, result)).reports.streamCitations(query))).toHaveLength(1);
  });

  test("events are told apart by name, and unknown ones are skipped", async () => {
    const stranger = { event: "progress", data: { domain: "never.com" } };
    const { reports } = withResponses(events(stranger, summary, stranger, result, stranger));
    expect(await collect(reports.streamCitations({ ...query, max_results: 1 }))).toEqual([result?.data]);
  });

  test("a stream without a summary gives its rows, and an error to the loop and to the summary", async () => {
    const { reports } = withResponses(events(result));
    const rows = reports.streamCitations(query);
    const error = await errorOf(rows.summary);
    expect(isResponseError(error) && [error.reason, error.operation?.id]).toEqual(["bad-event", "streamCitations"]);
    expect((await rows.next()).value).toEqual(result?.data);
    expect(await errorOf(rows.next())).toMatchObject({ reason: "incomplete-stream", received: 1 });
    expect(await collect(withResponses(events(result)).reports.streamCitations(query, { allowIncomplete: true }))).toHaveLength(
      1,
    );
  });

  test("an empty stream is incomplete, unless that is allowed", async () => {
    const { reports } = withResponses(events());
    const error = await errorOf(collect(reports.streamCitations(query)));
    expect(error).toMatchObject({ code: "ResponseError", reason: "incomplete-stream", received: 0 });
    expect(await collect(reports.streamCitations(query, { allowIncomplete: true }))).toEqual([]);
  });

  test("a summary that nobody awaits does not end the process where the stream fails", async () => {
    const rejections: unknown[] = [];
    const keep = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", keep);
    const { reports } = mocked({ requestsPerHour: 0 }, { maxRetries: 0 });
    const rows = reports.streamCitations(query);
    const promised = rows.summary;
    expect(isApiError(await errorOf(collect(rows)))).toBe(true);
    // A rejection is reported when the turn is over.
    await new Promise((resolve) => void setTimeout(resolve, 10));
    process.off("unhandledRejection", keep);
    expect(rejections).toEqual([]);
    expect(isApiError(await errorOf(promised))).toBe(true);
  });

  test("an error reaches both the summary and the loop", async () => {
    const { reports } = mocked({ requestsPerHour: 0 }, { maxRetries: 0 });
    const rows = reports.streamCitations(query);
    const errors = [await errorOf(rows.summary), await errorOf(collect(rows))];
    expect(errors.map((error) => isApiError(error) && error.status)).toEqual([429, 429]);
  });
});
