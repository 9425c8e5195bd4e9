import { describe, expect, test } from "vitest";
import type { JudgedChange } from "../../src/diff/change.ts";
import { pullRequestReport, pullRequestText, type ProposedChange } from "../../src/diff/pull-request.ts";
import type { Problem } from "../../src/problems/problem.ts";
import { readMarkdown } from "../print/read-markdown.ts";

function change(index: number): JudgedChange {
  const operation = { id: `getThing${index}`, call: `GET /things/${index}` };
  return {
    kind: "output-field-added",
    bump: "minor",
    message: `field${index} is new`,
    places: [{ operation, direction: "output", part: "200", field: `data[].field${index}` }],
    morePlaces: 0,
    verdicts: [{ judge: "policy", bump: "minor", reason: "output-field-added" }],
  };
}

function proposed(changes: readonly JudgedChange[], problems: readonly Problem[], changeset?: string): ProposedChange {
  return {
    report: { vendor: "acme", stages: [], problems, outcome: "wrote it" },
    comparison: { name: "acme", base: "acme-client@0.3.0", belowOne: true, report: { bump: "minor", changes } },
    changeset,
    isGenerated: true,
    checksByHand: false,
    wholeReport: "report.md",
  };
}

const many = <Value>(count: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_value, index) => make(index));

const note = (line: number): Problem => ({
  rule: "nullable",
  severity: "info",
  message: "nullable is a union with null now",
  location: { file: "specs/acme/pages/users.md", line },
});
const broken = (line: number): Problem => ({
  rule: "client-does-not-fit",
  severity: "error",
  message: "list no longer fits the generated types",
  location: { file: "packages/acme-client/src/resources/users.ts", line },
});

describe("the text of a pull request", () => {
  test("shows first where requests and credentials go now", () => {
    const server: JudgedChange = {
      ...change(1),
      kind: "server-added",
      message: "the server https://other.example is named now",
      places: [],
    };
    const safe: JudgedChange = { ...change(2), kind: "operation-safety-gained", message: "POST /pay is safe now" };
    const [first, ...lines] = pullRequestText(proposed([change(3), safe, server], []))
      .split("\n")
      .filter((line) => line !== "");
    expect([first, ...lines.slice(0, 3)]).toEqual([
      "## acme: minor (below 1.0.0: a patch release)",
      "### Look at this first",
      "- POST `/pay` is safe now: the client sends it again after a failure",
      "- the server `https://other.example` is named now",
    ]);
  });

  test("has first the number of changes, then the tasks, then the changes", () => {
    const text = pullRequestText(proposed([change(1)], [note(3), broken(7)], "---\n---\n\nSomething is new.\n"));
    expect(text.split("\n").filter((line) => line.startsWith("#"))).toEqual([
      "## acme: minor (below 1.0.0: a patch release)",
      "### What to do",
      "### What changes",
      "### Hand-written code that no longer fits",
      "### What users will read",
      "### Notes on the pages",
    ]);
    expect(text).toContain(
      "| **minor** | field1 is new | `GET /things/1`<br>read: `data[].field1` | rule output-field-added: minor |",
    );
  });

  test("names an open problem with its place and fix, and says that it is a draft", () => {
    const problem: Problem = {
      rule: "overlay-without-target",
      severity: "error",
      message: "the target matches nothing",
      fix: "the page has changed: see whether the correction is still needed",
      location: { file: "specs/acme/overlays/040-type.yaml", line: 6 },
    };
    expect(pullRequestText(proposed([], [problem]))).toContain(
      [
        "### What to do",
        "",
        "This is a draft, since a person has to solve the first items.",
        "",
        "- `specs/acme/overlays/040-type.yaml:6` **error** the target matches nothing\\",
        "  To do: the page has changed: see whether the correction is still needed",
      ].join("\n"),
    );
  });

  test("prints equal notes once, with their number and the first places", () => {
    const text = pullRequestText(
      proposed(
        [change(1)],
        many(91, (index) => note(index + 10)),
      ),
    );
    expect(text.match(/nullable is a union/g)).toHaveLength(1);
    expect(text).toContain(
      "- 91 times: nullable is a union with null now, first at `specs/acme/pages/users.md:10`, `specs/acme/pages/users.md:11`, `specs/acme/pages/users.md:12`",
    );
  });

  test("shows a few of many notes by one rule, and counts the others", () => {
    const notes = many(40, (index): Problem => ({ ...note(index), message: `the component C${index} differs in words` }));
    const text = pullRequestText(proposed([change(1)], notes));
    expect(text.match(/differs in words/g)).toHaveLength(5);
    expect(text).toContain("… and 35 more of the rule `nullable`");
  });

  test.each([
    ["changes", proposed(many(3000, change), [])],
    ["hand-written code", proposed([change(1)], many(3000, broken))],
    ["a changeset", proposed([change(1)], [], many(9000, (index) => `- line ${index}`).join("\n"))],
    ["one long line", proposed([{ ...change(1), message: "x".repeat(200_000) }], [{ ...note(1), message: "y".repeat(200_000) }])],
    [
      "everything",
      proposed(
        many(3000, change),
        [...many(3000, broken), ...many(3000, (index) => ({ ...note(index), message: `note ${index}` }))],
        "`".repeat(20_000) + many(9000, (index) => `- line ${index}`).join("\n"),
      ),
    ],
    [
      "too many problems",
      proposed(
        [],
        many(3000, (index): Problem => ({ ...broken(index), rule: "drift", message: "z".repeat(900) })),
      ),
    ],
  ])("of %s fits into a host's limit, names the whole report, and is valid Markdown to its end", (_name, long) => {
    const text = pullRequestText(long);
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.startsWith("## acme: minor (below 1.0.0: a patch release)\n\nCompared with")).toBe(true);
    const { kinds } = readMarkdown(`${text}\n## The end\n`);
    expect(kinds.filter((kind) => ["image", "link"].includes(kind))).toEqual([]);
    expect(readMarkdown(`${text}\n## The end\n`).prose).toContain("The end");
    expect(pullRequestReport(long).length).toBeGreaterThan(1000);
  });

  test("uses the room that other parts leave", () => {
    const text = pullRequestText(proposed(many(3000, change), []));
    expect(text.length).toBeGreaterThan(59_000);
    expect(text).toMatch(/… and \d+ more: see `report\.md`\./);
  });

  test("of a vendor that could not be compared says so", () => {
    const text = pullRequestText({ ...proposed([], []), comparison: undefined });
    expect(text.startsWith("## acme: not compared with a release\n")).toBe(true);
  });

  test("says how to start the checks where nothing starts them", () => {
    expect(pullRequestText({ ...proposed([change(1)], []), checksByHand: true })).toContain("close it and open it again");
  });
});
