import { join } from "node:path";
import { marked } from "marked";
import { expect, test } from "vitest";
import type { Comparison } from "../../src/diff/comparison.ts";
import { formatHtml } from "../../src/diff/format-html.ts";
import { formatJson } from "../../src/diff/format-json.ts";
import { formatMarkdown } from "../../src/diff/format-markdown.ts";
import { formatTerminal } from "../../src/diff/format-terminal.ts";
import { sidesOf } from "../../src/diff/sides-of.ts";
import { paintNothing } from "../../src/print/terminal-text.ts";

const USERS = { id: "listUsers", call: "GET /users" };
const COMPARISONS: readonly Comparison[] = [
  {
    name: "acme",
    base: "acme-client@0.3.0",
    belowOne: true,
    typeAt: (side, pointer, direction) => (pointer.endsWith("/name") && direction === "output" ? `Name<"${side}">` : undefined),
    report: {
      bump: "major",
      changes: [
        {
          kind: "output-field-removed",
          bump: "major",
          message: "name is gone",
          cause: "vendor",
          before: { type: "string", description: "A <b>name</b> | with *marks* and `ticks`" },
          places: [
            { operation: USERS, direction: "output", part: "200", field: "[].name" },
            { operation: { id: "getUser", call: "GET /users/{id}" }, direction: "output", part: "200", field: "name" },
          ],
          morePlaces: 2,
          oldPointer: "#/components/schemas/User/properties/name",
          verdicts: [
            { judge: "policy", bump: "major", reason: "output-field-removed" },
            { judge: "compiler", bump: "major", reason: "name: Property 'name' is missing in `Row<A | B>`" },
          ],
        },
        {
          kind: "output-value-added",
          bump: "minor",
          message: '"guest" possible now',
          cause: "correction",
          before: ["admin"],
          after: ["admin", "guest"],
          places: [{ operation: USERS, direction: "output", part: "422", field: "role" }],
          morePlaces: 0,
          verdicts: [{ judge: "policy", bump: "minor", reason: "output-value-added" }],
        },
        {
          kind: "input-parameter-added",
          bump: "minor",
          message: "the query parameter <script>alert(1)</script> is new, and may be left out",
          places: [{ operation: USERS, direction: "input", part: "query", field: "<script>alert(1)</script>" }],
          morePlaces: 0,
          verdicts: [{ judge: "policy", bump: "minor", reason: "input-parameter-added" }],
        },
        {
          kind: "server-added",
          bump: "minor",
          message: "the server https://eu.acme.example is named now",
          places: [],
          morePlaces: 0,
          verdicts: [{ judge: "policy", bump: "minor", reason: "server-added" }],
        },
      ],
    },
  },
  { name: "other", base: undefined, belowOne: true, report: { bump: "none", changes: [] } },
  {
    name: "same",
    base: "same-client@1.0.0",
    belowOne: false,
    report: { bump: "none", changes: [], notes: ["the overlay <010> may not be needed any more"] },
  },
];
const EXPECTED = join(import.meta.dirname, "../cases/diff-formats");

test("a person at a terminal reads the verdict, then the changes by operation", async () => {
  await expect(formatTerminal(COMPARISONS, paintNothing)).toMatchFileSnapshot(join(EXPECTED, "report.txt"));
});

test("a pull request shows tables in which the vendor's words change nothing", async () => {
  const text = formatMarkdown(COMPARISONS);
  await expect(text).toMatchFileSnapshot(join(EXPECTED, "report.md"));
  expect(marked.parse(text)).not.toContain("<script>");
});

test("a browser shows one file that asks for nothing else and runs nothing", async () => {
  const text = formatHtml(COMPARISONS);
  await expect(text).toMatchFileSnapshot(join(EXPECTED, "report.html"));
  expect(text).not.toMatch(/<script|<link|src=|href="[^#]|url\(|https?:\/\/(?!eu\.acme)/);
});

test("the filter and the jump list lead to existing places", () => {
  const text = formatHtml(COMPARISONS);
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const wanted = [...text.matchAll(/(?:href="#|body:has\(#)([\w-]+)/g)].map(([, id]) => id);
  expect(wanted).toEqual(expect.arrayContaining(["show-major", "show-minor", "change-0-0", "change-0-1"]));
  // There is no patch among the changes. The style names it all the same.
  expect(new Set(wanted.filter((id) => !ids.includes(id)))).toEqual(new Set(["show-patch"]));
});

test("the filter offers what there is, with its number, and hides jumps to what it hides", () => {
  const text = formatHtml(COMPARISONS);
  expect(text.match(/id="show-\w+"(?: checked)?> [^<]+/g)).toEqual([
    'id="show-all" checked> everything (4)',
    'id="show-major"> major (1)',
    'id="show-minor"> minor (3)',
  ]);
  expect(text.match(/<li class="jump[^>]+><a href="#change[^>]+>/g)).toEqual([
    '<li class="jump major minor"><a href="#change-0-0">',
    '<li class="jump minor"><a href="#change-0-1">',
  ]);
  const [first] = COMPARISONS;
  const alike = first ? [{ ...first, report: { ...first.report, changes: first.report.changes.slice(1) } }] : [];
  expect(formatHtml(alike)).not.toContain("<fieldset>");
});

test("names without an end are cut in reports for people, whichever part has them", () => {
  const name = "x".repeat(20_000);
  const place = { operation: { id: name, call: `GET /${name}` }, direction: "output", part: "200", field: name } as const;
  const change = {
    kind: "output-field-removed",
    bump: "major",
    message: `${name} is gone`,
    before: { enum: [name, "y"] },
    places: [place, { ...place, operation: { id: "other", call: `PUT /${name}` } }],
    morePlaces: 0,
    oldPointer: "#/x",
    verdicts: [{ judge: "compiler", bump: "major", reason: `Property '${name}' is missing` }],
  } as const;
  const changes = Array.from({ length: 30 }, (_, index) => {
    const operation = { id: `read${index}`, call: `GET /${index}/${name}` };
    return { ...change, places: [{ ...place, operation }, ...change.places] };
  });
  const comparisons = [
    {
      name: "acme",
      base: "1.0.0",
      belowOne: false,
      typeAt: (side: string) => `"${side}${name}"`,
      report: { bump: "major", changes },
    },
  ] as const;
  const reports = [formatTerminal(comparisons, paintNothing), formatMarkdown(comparisons), formatHtml(comparisons)];
  for (const report of reports) {
    expect(report).toContain("xxx…");
    expect(Math.max(...(report.match(/x+/g)?.map((run) => run.length) ?? []))).toBeLessThan(600);
  }
  // A long list of jumps does not stand before the first change.
  expect(reports[2]).toContain("<details><summary>30 operations changed</summary>");
});

test("an operation that is gone has no type", () => {
  const [comparison] = COMPARISONS;
  if (!comparison) throw new Error("there is nothing to show");
  const place = { operation: USERS, direction: "output", part: "", field: "" } as const;
  const verdicts = [{ judge: "policy", bump: "major", reason: "operation-removed" }] as const;
  const change = { kind: "operation-removed", bump: "major", message: "GET /users is gone", before: "listUsers" } as const;
  expect(
    sidesOf(
      { ...change, places: [place], morePlaces: 0, oldPointer: "#/paths/~1users/get", verdicts },
      {
        ...comparison,
        typeAt: () => "unknown",
      },
    ),
  ).toEqual([]);
});

test("a program reads the bump and every change with its verdicts", async () => {
  await expect(formatJson(COMPARISONS)).toMatchFileSnapshot(join(EXPECTED, "report.json"));
});
