/** The compiler's messages about wrong queries. `client.test-d.ts` checks that it refuses them. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const wrong: readonly (readonly [query: string, message: string])[] = [
  [
    `reports.queryCitations({ ...query, group_by: ["page", "model"] })`,
    "group_by takes one dimension, or topic with model, each optionally with date",
  ],
  [`reports.queryCitations({ ...query, metrics: ["first_cited_at"] })`, "first_cited_at needs group_by page"],
  [`reports.queryCitations({ ...query, metrics: ["cuont"] })`, `Did you mean '"count"'?`],
  [`reports.queryCitations({ ...query, groupBy: ["page"] })`, "Did you mean to write 'group_by'?"],
  [`reports.queryReferrals({ ...visits, order_by: { path: "asc" } })`, "'path' does not exist in type"],
  [`reports.queryReferrals({ ...visits, metrics: [] })`, "metrics holds at least one metric"],
  [`reports.queryReferrals({ ...visits, dimensions: ["referal_source"] })`, `Did you mean '"referral_source"'?`],
  [`filter.page.matches("ab")`, "a pattern has at least 3 characters"],
  [`filter.domain.in([])`, "a list holds at least one value"],
  [`filter.domian.is("example.com")`, "Did you mean 'domain'?"],
  [
    `filter.or(filter.model.is("a"), filter.domain.is("b"))`,
    "filters of or are all of the prompt layer, or all of the entity layer",
  ],
];

let folder = "";
let messages: string[] = [];

beforeAll(async () => {
  // Inside the package, so that its own name leads to the built code.
  folder = await mkdtemp(fileURLToPath(new URL("../.readme-", import.meta.url)));
  const head = `import { createProfoundClient, filter } from "profound-client";
const { reports } = createProfoundClient();
const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
const visits = { domain: "example.com", start_date: "2026-06-09", metrics: ["visits"] } as const;
`;
  const program = head + wrong.map(([query]) => `void ${query};\n`).join("");
  const root = new URL("../../../", import.meta.url);
  const config = {
    extends: fileURLToPath(new URL("tsconfig.base.json", root)),
    compilerOptions: { rootDir: fileURLToPath(root) },
    files: ["wrong.ts"],
  };
  await writeFile(join(folder, "wrong.ts"), program);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, "-p", folder, "--pretty", "false"], (_error, stdout) => resolve(stdout));
  });
  const firstLine = head.split("\n").length;
  messages = wrong.map((_, index) =>
    printed
      .split(/^(?=\S)/m)
      .filter((message) => message.includes(`(${firstLine + index},`))
      .join(""),
  );
});
afterAll(() => rm(folder, { recursive: true }));

test.each(wrong.map(([query, message], index) => ({ query, message, index })))("$query says: $message", ({ message, index }) => {
  expect(messages[index]).toContain(message);
});
