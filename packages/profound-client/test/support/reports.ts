import { operations } from "../../src/generated/operations.gen.ts";
import { inputValidators } from "../../src/generated/validators.gen.ts";
import { createProfoundClient, type ProfoundClient, type ProfoundClientOptions } from "../../src/index.ts";
import { createProfoundMock, type ProfoundMock, type ProfoundMockOptions } from "../../src/testing.ts";
import { type Fixture, respond } from "./fixture.ts";

const validators = new Map(Object.entries(inputValidators));

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

/** Holds a request against the spec: a mock does so by itself, and what only fixtures answer would go unseen. */
function requireValid({ method, url, body }: Sent): void {
  const { pathname } = new URL(url);
  const [id = ""] = Object.entries(operations).find(([, one]) => one.method === method && one.path === pathname) ?? [];
  const issues = validators.get(id)?.({ path: {}, query: {}, body });
  if (!issues) throw new Error(`${method} ${pathname} is no operation of the spec`);
  if (issues.length > 0) throw new Error(`the test sends what the spec refuses: ${JSON.stringify(issues)}`);
}

/** A client that is answered with fixtures, one after the other, and what it sent. */
export function answered(...fixtures: readonly Fixture[]): ProfoundClient & { sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch = async (url: string, { method = "", headers, body }: RequestInit) => {
    const request = { method, url, headers: new Headers(headers), body: JSON.parse(typeof body === "string" ? body : "") };
    requireValid(request);
    sent.push(request);
    const fixture = fixtures[Math.min(sent.length, fixtures.length) - 1];
    return fixture ? respond(fixture) : new Response(null, { status: 500 });
  };
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
