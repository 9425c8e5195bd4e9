import { styleText } from "node:util";
import { expect, test } from "vitest";
import { paintColours, paintNothing } from "../../src/print/terminal-text.ts";
import { formatAnnotation, formatProblem, type Problem } from "../../src/problems/problem.ts";
import { formatAnnotations, formatReports } from "../../src/problems/report.ts";
import { createWorkspace } from "../temporary-workspace.ts";

const problem: Problem = {
  rule: "nullable",
  severity: "error",
  message: "something is wrong",
  fix: "correct it",
  pointer: "#/paths",
  location: { file: "specs/acme/pages/users.md", line: 12, column: 3 },
};

function at(line: number, severity: Problem["severity"], message: string): Problem {
  return { rule: "dangling-reference", severity, message, location: { file: "a.md", line } };
}

test("a run is printed as one line a stage, problems by file and line, and a summary", async () => {
  const { output } = await createWorkspace().run(["generate"]);
  const withoutTimes = output.replaceAll(/ +\d+ ms/g, " N ms");
  expect(
    withoutTimes
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n"),
  ).toBe(`acme
  extract           1 fragment in 1 page N ms
  normalise         1 repair N ms
  join              1 operation N ms
  overlay           1 overlay N ms
  name              1 method N ms
  media             0 operations with a choice N ms
  bundle            1 operation, 1 schema N ms
  lint              0 findings N ms
  model             1 operation N ms
${withoutTimes
  .split("\n")
  .filter((line) => line.startsWith("  emit-"))
  .join("\n")}

  specs/acme/pages/users.md
     49:9  info     nullable: true replaced by a union with null  nullable

acme: ${withoutTimes.split("acme: ")[1] ?? ""}`);
  expect(withoutTimes).toContain("0 errors, 0 warnings, 1 note, N ms");
});

test("equal runs print equal JSON", async () => {
  const workspace = createWorkspace();
  await workspace.run(["generate"]);
  const first = await workspace.run(["check", "--json"]);
  const second = await workspace.run(["check", "--json"]);
  expect(second.output).toBe(first.output);
  expect(JSON.parse(first.output)).toMatchObject({
    vendors: [{ vendor: "acme", problems: [{ rule: "nullable", severity: "info" }] }],
  });
});

test("on a build server, errors and warnings are annotations as well", async () => {
  const workspace = createWorkspace();
  workspace.edit("specs/acme/pages/users.md", "'400'", "'500'");
  workspace.acceptPage("acme", "users.md");
  const { exitCode, output } = await workspace.run(["generate"], { env: { GITHUB_ACTIONS: "true" } });
  expect(exitCode).toBe(1);
  expect(output.split("\n").filter((line) => line.startsWith("::"))).toEqual([
    "::warning file=specs/acme/pages/users.md,line=27,col=7,title=operation-4xx-response::Operation must have at least one `4XX` response.",
  ]);
});

test("an annotation escapes characters that would end it", () => {
  const text = formatAnnotation({ ...problem, message: "50%\nof a:b,c", location: { file: "a,b:c", line: 1 } });
  expect(text).toBe("::error file=a%2Cb%3Ac,line=1,title=nullable::50%25%0Aof a:b,c%0Afix: correct it\n");
});

test("a problem without a place is printed without one", () => {
  expect(formatProblem({ rule: "dangling-reference", severity: "warning", message: "m" }, paintNothing)).toBe(
    "        -  warning  m  dangling-reference",
  );
});

test("styles are used only where they are given", () => {
  const styled = formatProblem(problem, paintColours);
  expect(styled).toContain(styleText("red", "error  ", { validateStream: false }));
  expect(formatProblem(problem, paintNothing)).not.toContain("\u001b");
});

/** The last line of a report, in colours. */
function countsOf(problems: readonly Problem[]): string | undefined {
  const report = formatReports([{ vendor: "acme", stages: [], problems, outcome: "done" }], paintColours);
  return report.trimEnd().split("\n").at(-1);
}

test("the counts are red only if something is left to do", () => {
  const red = styleText("red", "0 errors, 1 warning, 0 notes, 0 ms", { validateStream: false });
  const green = styleText("green", "0 errors, 1 warning, 0 notes, 0 ms", { validateStream: false });
  expect(countsOf([at(1, "warning", "wrong")])).toBe(red);
  expect(countsOf([{ ...at(1, "warning", "wrong"), accepted: true }])).toBe(green);
});

test("repairs of one kind are one line, with the lines of the file", () => {
  const problems = [...Array.from({ length: 12 }, (_value, index) => at(index + 1, "info", "fixed")), at(3, "info", "fixed")];
  const text = formatReports([{ vendor: "acme", stages: [], problems, outcome: "done" }], paintNothing);
  expect(text).toContain("fixed (13 times, in lines 1, 2, 3 and more)  dangling-reference");
  expect(text.match(/fixed/g)).toHaveLength(1);
});

test.each(["error", "warning", "info"] as const)(
  "a thousand times the same %s is one line with the first three places",
  (severity) => {
    const problems = Array.from({ length: 1500 }, (_value, index) => ({
      ...at(index * 2 + 1, severity, "wrong"),
      fix: "correct it",
    }));
    const report = { vendor: "acme", stages: [], problems, outcome: "done" };
    const text = formatReports([report], paintNothing);
    expect(text).toContain("wrong (1500 times, in lines 1, 3, 5 and more)  dangling-reference");
    expect(text.match(/wrong|correct it/g)).toHaveLength(2);
    expect(formatAnnotations([report]).length).toBeLessThanOrEqual(1);
  },
);

test("a problem of many operations is one line with the first three of them", () => {
  const problems = Array.from({ length: 1500 }, (_value, index) =>
    at(index + 1, "warning", `getPart${index}: text/csv is left out`),
  );
  const [line, ...others] = formatReports([{ vendor: "acme", stages: [], problems, outcome: "done" }], paintNothing)
    .split("\n")
    .filter((text) => text.includes("text/csv"));
  expect(line).toContain(
    "text/csv is left out (1500 times: getPart0, getPart1, getPart2 and more, in lines 1, 2, 3 and more)  dangling-reference",
  );
  expect(others).toEqual([]);
  const few = formatReports([{ vendor: "acme", stages: [], problems: problems.slice(0, 3), outcome: "done" }], paintNothing);
  expect(few.match(/getPart\d: text/g)).toHaveLength(3);
});

test("a document on one line has columns", () => {
  const problems = [5, 9, 7, 12].map((column) => ({
    ...at(1, "info", "fixed"),
    location: { file: "a.json", line: 1, column },
  }));
  const text = formatReports([{ vendor: "acme", stages: [], problems, outcome: "done" }], paintNothing);
  expect(text).toContain("fixed (4 times, at 1:5, 1:7, 1:9 and more)");
});

test("of many with different words, the first three are shown, with the number of the others", () => {
  const problems = Array.from({ length: 40 }, (_value, index) =>
    at(index + 1, "error", `the reference #/a/${index} leads nowhere`),
  );
  const text = formatReports([{ vendor: "acme", stages: [], problems, outcome: "done" }], paintNothing);
  expect(text.match(/leads nowhere/g)).toHaveLength(3);
  expect(text).toContain("37 more of this kind, which --json lists  dangling-reference");
  expect(text).toContain("40 errors");
});

test("a few errors of one kind each have their line", () => {
  const text = formatReports(
    [{ vendor: "acme", stages: [], problems: [at(9, "error", "wrong"), at(2, "error", "wrong")], outcome: "done" }],
    paintNothing,
  );
  expect(text).toMatch(/ 2 {2}error.*\n.* 9 {2}error/);
});
