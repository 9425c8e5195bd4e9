import { createProfoundClient, type ProfoundClient, type ProfoundClientOptions } from "../../src/index.ts";
import { createProfoundMock, type ProfoundMock, type ProfoundMockOptions } from "../../src/testing.ts";
import { type Fixture, respond } from "./fixture.ts";
import { heldToSpec } from "./held-to-spec.ts";

export const week = { start_date: "2026-06-09", end_date: "2026-06-15" } as const;
const category: { readonly category_id: string } = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e" };
export const query: typeof category & typeof week = { ...category, ...week };
const ofExample = { domain: "example.com", metrics: ["visits"] } as const;
export const visits: typeof ofExample & typeof week = { ...ofExample, ...week };

/** A client of a mock. */
export function mocked(options?: ProfoundMockOptions, client?: ProfoundClientOptions): ProfoundClient & { mock: ProfoundMock } {
  const mock = createProfoundMock(options);
  return { mock, ...createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch, ...client }) };
}

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A client whose responses are fixtures, one after the other, and its requests. */
export function withResponses(...fixtures: readonly Fixture[]): ProfoundClient & { sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch = heldToSpec(async (url, { method = "", headers, body }) => {
    const request = { method, url, headers: new Headers(headers), body: JSON.parse(typeof body === "string" ? body : "") };
    sent.push(request);
    const fixture = fixtures[Math.min(sent.length, fixtures.length) - 1];
    return fixture ? respond(fixture) : new Response(null, { status: 500 });
  });
  return { sent, ...createProfoundClient({ apiKey: "key-for-fixtures", fetch, maxRetries: 0 }) };
}

export const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

export async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
