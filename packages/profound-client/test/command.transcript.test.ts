import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, test } from "vitest";

const bin = fileURLToPath(new URL("../bin/profound-client.mjs", import.meta.url));
const citations = { category_id: "11111111-1111-4111-8111-111111111111", start_date: "2026-11-01", end_date: "2026-11-07" };
const referrals = { domain: "example.com", start_date: "2026-11-01", end_date: "2026-11-07", metrics: ["visits"] };
const fromEngines = "referral_source not_in none, internal, other";

// oxlint-disable-next-line typescript/no-explicit-any -- results as JSON.parse gives them
type Result = any;

interface Turn {
  readonly question: string;
  readonly tool: string;
  /** The calls, in order. The error of a refused call leads to the next one. */
  readonly calls: readonly Readonly<Record<string, unknown>>[];
  readonly answer: (result: Result) => string;
}

const count = (value: number) => value.toLocaleString("en");
const list = (names: readonly string[]) => names.join(", ");

/** Ten questions, and how each is answered from the last result alone. */
const TURNS: readonly Turn[] = [
  {
    question: "Which five domains do AI answers cite most in the first week of November?",
    tool: "reports_query_citations",
    calls: [{ ...citations, metrics: ["count"], limit: 5 }],
    answer: ({ data }) => {
      const sorted = data.toSorted((one: Result, other: Result) => other.count - one.count);
      return `${list(sorted.map((row: Result) => `${row.domain} (${count(row.count)})`))}. Rows come by their share, so they were sorted by count.`;
    },
  },
  {
    question: "How many domains are cited in all?",
    tool: "reports_query_citations",
    calls: [{ ...citations, limit: 1 }],
    answer: ({ info }) => `${count(info.total_results)}.`,
  },
  {
    question: "What is reddit.com's share of the citations?",
    tool: "reports_query_citations",
    calls: [{ ...citations, metrics: ["citation_share"], filter: "domain is reddit.com" }],
    answer: ({ data }) =>
      `${(data[0].citation_share * 100).toFixed(1)} %: the API gives it as ${data[0].citation_share}, a share from 0 to 1.`,
  },
  {
    question: "Which model cites youtube.com most?",
    tool: "reports_query_citations",
    calls: [
      { ...citations, group_by: ["models"], metrics: ["count"], filter: "domain is youtube.com" },
      { ...citations, group_by: ["model"], metrics: ["count"], filter: "domain is youtube.com", limit: 50 },
    ],
    answer: ({ data }) => {
      const [most] = data.toSorted((one: Result, other: Result) => other.count - one.count);
      return `${most.model.name}, ${count(most.count)} times.`;
    },
  },
  {
    question: "Which pages of reddit.com are cited most?",
    tool: "reports_query_citations",
    calls: [{ ...citations, group_by: ["page"], metrics: ["count"], filter: "domain is reddit.com", limit: 3 }],
    answer: ({ data }) => `${list(data.map((row: Result) => `${row.page} (${count(row.count)})`))}.`,
  },
  {
    question: "On which day was reddit.com cited most?",
    tool: "reports_query_citations",
    calls: [{ ...citations, group_by: ["date"], metrics: ["count"], filter: "domain is reddit.com", limit: 50 }],
    answer: ({ data }) => {
      const [most] = data.toSorted((one: Result, other: Result) => other.count - one.count);
      return `On ${most.date}, ${count(most.count)} times. Days are of Eastern Time.`;
    },
  },
  {
    question: "How many visits did AI engines send to example.com in that week?",
    tool: "reports_query_referrals",
    calls: [{ ...referrals, filters: fromEngines }],
    answer: ({ rows }) => `${count(rows[0].visits)} visits. Days are UTC.`,
  },
  {
    question: "Which engine sent most of them?",
    tool: "reports_query_referrals",
    calls: [
      { ...referrals, dimensions: ["referral_source"], filters: "referral_source not in none" },
      { ...referrals, dimensions: ["referral_source"], filters: fromEngines, order_by: "visits desc" },
    ],
    answer: ({ rows }) =>
      `${rows[0].referral_source}, with ${count(rows[0].visits)} visits, before ${rows[1].referral_source} with ${count(rows[1].visits)}.`,
  },
  {
    question: "On which day did openai send most visits?",
    tool: "reports_query_referrals",
    calls: [{ ...referrals, dimensions: ["date"], filters: "referral_source is openai", order_by: "visits desc" }],
    answer: ({ rows }) => `On ${rows[0].date}, with ${count(rows[0].visits)} visits.`,
  },
  {
    question: "Which pages do visitors from openai land on?",
    tool: "reports_query_referrals",
    calls: [{ ...referrals, dimensions: ["path"], filters: "referral_source is openai", order_by: "visits desc", max_rows: 3 }],
    answer: ({ rows }) => `${list(rows.map((row: Result) => `${row.path} (${count(row.visits)})`))}.`,
  },
];

const HEAD = `# A session of an agent

A test asks \`profound-client mcp --mock\` ten questions, and writes this page. Each answer is computed from the results above it alone. No model is asked: the page shows which calls an agent makes, what it gets, and that the results are enough. Two calls are refused, and the refusal says how they are put right.
`;

const shorten = (given: string) => {
  // A cursor is made up for each session.
  const text = given.replace(/"cursor":"[^"]*"/, '"cursor":"…"');
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
};

test("ten questions are answered from the results of tools alone", async () => {
  const client = new Client({ name: "transcript", version: "1.0.0" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [bin, "mcp", "--mock"] }));
  const parts = [HEAD];
  for (const { question, tool, calls, answer } of TURNS) {
    parts.push(`## ${question}\n`);
    let last = "";
    for (const [index, given] of calls.entries()) {
      const { content, isError } = await client.callTool({ name: tool, arguments: given });
      const [first] = content;
      last = first?.type === "text" ? first.text : "";
      expect([question, isError === true]).toEqual([question, index < calls.length - 1]);
      parts.push(`\`\`\`text\n${tool} ${JSON.stringify(given)}\n\n${isError ? "refused: " : ""}${shorten(last)}\n\`\`\`\n`);
    }
    parts.push(`${answer(JSON.parse(last))}\n`);
  }
  await client.close();
  await expect(parts.join("\n")).toMatchFileSnapshot("../../../docs/agent-session.md");
});
