import type { ContestantName } from "./subject-names.ts";

/** The smallest program that a user would write with a contestant, and what of it is the same for all. */
export interface Program {
  /** What the import statement names. */
  readonly specifier: string;
  readonly importLine: string;
  /** Types that the call needs and that the package does not bring. */
  readonly typeImport?: string;
  /** Creates a client, makes one call and uses what came. */
  readonly call: string;
}

const QUERY = '{ category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" }';

/** Keys are constants, not read from the environment: a browser has none, and the type check needs no types of Node. */
export const programs: Readonly<Record<ContestantName, Program>> = {
  "profound-client": {
    specifier: "profound-client",
    importLine: 'import { createProfoundClient } from "profound-client";',
    call: `const profound = createProfoundClient({ apiKey: "key" });
const page = await profound.reports.queryCitations(${QUERY});
console.log(page.data.length);`,
  },
  "saasquatch-client": {
    specifier: "saasquatch-client",
    importLine: 'import { createSaaSquatchClient } from "saasquatch-client";',
    call: `const saasquatch = createSaaSquatchClient({ apiKey: "key", tenantAlias: "tenant" });
const page = await saasquatch.referrals.list({ limit: 10 });
console.log(page.count);`,
  },
  "openapi-fetch": {
    specifier: "openapi-fetch",
    importLine: 'import createClient from "openapi-fetch";',
    typeImport: 'import type { paths } from "./schema.gen.ts";',
    call: `const client = createClient<paths>({ baseUrl: "https://api.tryprofound.com", headers: { "X-API-Key": "key" } });
const { data } = await client.POST("/v2/reports/citations", { body: ${QUERY} });
console.log(data);`,
  },
  "@profoundai/client": {
    specifier: "@profoundai/client",
    importLine: 'import Profound from "@profoundai/client";',
    call: `const profound = new Profound({ apiKey: "key" });
const page = await profound.reports.citations({ ...${QUERY}, metrics: ["count"] });
console.log(page.data.length);`,
  },
  openai: {
    specifier: "openai",
    importLine: 'import OpenAI from "openai";',
    call: `const openai = new OpenAI({ apiKey: "key" });
const page = await openai.models.list();
console.log(page.data.length);`,
  },
};
