/** The examples of the vendor's pages, word for word: the same requests give the same responses. */
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createProfoundClient } from "../src/index.ts";
import { createProfoundMock } from "../src/testing.ts";

const page = (name: string) => readFileSync(new URL(`../../../specs/profound/pages/${name}.md`, import.meta.url), "utf8");
const citations = page("query-citations-v2");
const referrals = page("get-referrals-report-v2");

/** The first group of a pattern that has to be there. */
function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the page no longer has ${pattern.source}`);
  return found;
}

const mock = createProfoundMock();
const profound = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch });
const request = JSON.parse(find(citations, /-d '(\{[^']*\})'/));

test("the documented request of the citations report gives the documented response", async () => {
  const shown = JSON.parse(find(citations, /```json 200[^\n]*\n([\s\S]*?)```/).replace(/^ *\/\/.*$/m, ""));
  const { info, data } = await profound.reports.queryCitations(request);
  const { next_cursor, models, ...fixed } = shown.info;
  expect(info).toMatchObject(fixed);
  // The page ends the list of models with an ellipsis, and cuts the cursor.
  expect(info.models?.slice(0, 4)).toEqual(models.slice(0, 4));
  expect([typeof info.next_cursor, typeof next_cursor]).toEqual(["string", "string"]);
  expect(data).toHaveLength(info.count);
  expect(data.slice(0, 3)).toEqual(shown.data);
  expect(mock.requests.at(-1)?.body).toEqual(request);
});

test("the documented event stream is one summary and then the documented rows", async () => {
  const shown = JSON.parse(find(citations, /event: result[^\n]*\n *data: (\{"domain".*\})/));
  const stream = profound.reports.streamCitations(request);
  expect(await stream.summary).toMatchObject({ total_results: 11_662, start_date: request.start_date });
  expect((await stream.next()).value).toEqual(shown);
  await stream.return();
});

/** Runs a page's JavaScript with our client in place of the vendor's, and gives what it prints. */
async function runSample(text: string, changes: readonly (readonly [from: RegExp | string, to: string])[]): Promise<unknown[]> {
  const sample = find(text, /lang: JavaScript\n *source: \|-\n((?: {12}.*\n|\n)*)/);
  let source = sample
    .replace("import Profound from '@profoundai/client';", "")
    .replace("new Profound({", "createProfoundClient({ fetch,");
  for (const [from, to] of changes) source = source.replace(from, to);
  const printed: unknown[] = [];
  await runInNewContext(`(async () => {${source}})()`, {
    createProfoundClient,
    fetch: mock.fetch,
    process: { env: { PROFOUND_API_KEY: mock.apiKey } },
    console: { log: (value: unknown) => printed.push(value) },
  });
  return printed;
}

test("the documented JavaScript of the referrals report does the same job", async () => {
  const [data] = await runSample(referrals, [["getReferralsReportV2", "queryReferrals"]]);
  expect(data).toEqual([{ metrics: [expect.any(Number)], dimensions: [] }]);
  expect(mock.requests.at(-1)).toMatchObject({
    path: "/v2/reports/referrals",
    body: { domain: "domain", metrics: ["visits"], start_date: "2019-12-27T18:11:19.117Z" },
  });
});

test("the documented JavaScript of the citations report does the same job", async () => {
  // The sample's dates are placeholders.
  const [response] = await runSample(citations, [
    ["'end_date'", "'2026-06-15'"],
    ["'start_date'", "'2026-06-09'"],
  ]);
  expect(response).toMatchObject({
    info: { total_results: 11_662 },
    data: [{ domain: "reddit.com" }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  });
});
