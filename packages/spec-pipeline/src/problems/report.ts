import { jsonText, type JsonText } from "../print/json-text.ts";
import {
  inTerminal,
  joinTerminal,
  padEnd,
  padStart,
  terminalLine,
  type Paint,
  type TerminalText,
} from "../print/terminal-text.ts";
import { bodyOf, formatAnnotation, formatProblem, isOpen, subjectOf, type Problem } from "./problem.ts";
import type { Severity } from "./rules.ts";

/** One line of the run's report. */
export interface StageReport {
  readonly stage: string;
  /** The result, counted: `7 operations`. */
  readonly outcome: string;
  readonly elapsedMs: number;
}

/** The result of a command for one vendor. */
export interface VendorReport {
  readonly vendor: string;
  readonly stages: readonly StageReport[];
  readonly problems: readonly Problem[];
  /** What happened to the files, in a few words. */
  readonly outcome: string;
}

/** The run for a person: one line for each stage, problems grouped by file, and a summary. */
export function formatReports(reports: readonly VendorReport[], paint: Paint): TerminalText {
  const sections = reports.map((report) =>
    joinTerminal(
      [
        paint("bold", terminalLine(report.vendor)),
        ...report.stages.map((stage) => formatStage(stage, paint)),
        ...formatProblems(report.problems, paint),
      ],
      NEW_LINE,
    ),
  );
  return inTerminal`${joinTerminal([...sections, formatSummary(reports, paint)], inTerminal`\n\n`)}\n`;
}

const NEW_LINE = inTerminal`\n`;

/** The part after the lines of the stages, for a run that printed those as they ended. */
export function formatClosing(report: VendorReport, paint: Paint): TerminalText {
  const lines = [...formatProblems(report.problems, paint), inTerminal``, formatSummary([report], paint)];
  return inTerminal`${joinTerminal(lines, NEW_LINE)}\n`;
}

export function formatStage({ stage, outcome, elapsedMs }: StageReport, paint: Paint): TerminalText {
  const name = padEnd(terminalLine(stage), 16);
  const time = paint("dim", padStart(terminalLine(`${elapsedMs.toFixed(0)} ms`), 8));
  return inTerminal`  ${name}  ${padEnd(terminalLine(outcome), 32)}  ${time}`;
}

function formatProblems(problems: readonly Problem[], paint: Paint): readonly TerminalText[] {
  return [...new Set(problems.map(fileOf))]
    .toSorted()
    .flatMap((file) => [
      inTerminal``,
      inTerminal`  ${paint("bold", file === "" ? inTerminal`the vendor's document` : terminalLine(file))}`,
      ...foldRepeats(problems.filter((problem) => fileOf(problem) === file).toSorted(byPlace)).map((problem) =>
        formatProblem(problem, paint),
      ),
    ]);
}

function fileOf(problem: Problem): string {
  return problem.location?.file ?? "";
}

/**
 * A platform breaks the same thing in a hundred places. One line reports this, with the first places. If a hundred problems differ only in
 * words, the first ones stand for all.
 */
function foldRepeats(problems: readonly Problem[]): readonly Problem[] {
  const groups = Map.groupBy(problems, (problem) => {
    const { rule, severity, message, fix, accepted } = problem;
    return [fileOf(problem), rule, severity, bodyOf(message), fix, accepted].join("\n");
  });
  const lines = [...groups.values()].flatMap(foldGroup);
  const kinds = Map.groupBy(lines, ({ rule, severity }) => `${severity} ${rule}`);
  return [...kinds.values()].flatMap((kind) => {
    const [first] = kind;
    if (!first || kind.length <= MOST_OF_KIND) return kind;
    const message = `${kind.length - MAX_SHOWN} more of this kind, which --json lists`;
    return [...kind.slice(0, MAX_SHOWN), { rule: first.rule, severity: first.severity, message }];
  });
}

/** Problems with the same statement, perhaps of several operations. */
function foldGroup(group: readonly Problem[]): readonly Problem[] {
  const [problem] = group;
  const subjects = [...new Set(group.map(({ message }) => subjectOf(message)))];
  const isSame = subjects.length === 1;
  // A few problems are listed one by one.
  if (!problem || group.length === 1 || ((problem.severity !== "info" || !isSame) && group.length <= MAX_SHOWN)) return group;
  const names = isSame ? "" : `: ${firstOf(subjects)}`;
  const message = `${isSame ? problem.message : bodyOf(problem.message)} (${group.length} times${names}, ${placesOf(group)})`;
  return [{ ...problem, message }];
}

/** A document on one line needs columns. */
function placesOf(group: readonly Problem[]): string {
  const lines = new Set(group.map(({ location }) => location?.line));
  const places = new Set(
    group.map(({ location }) => `${location?.line ?? "-"}${location?.column === undefined ? "" : `:${location.column}`}`),
  );
  if (lines.size > 1 || places.size === 1) return `in line${lines.size === 1 ? "" : "s"} ${firstOf([...lines])}`;
  return `at ${firstOf([...places])}`;
}

function firstOf(items: readonly unknown[]): string {
  return `${items.slice(0, MAX_SHOWN).join(", ")}${items.length > MAX_SHOWN ? " and more" : ""}`;
}

const MAX_SHOWN = 3;
/** The number of lines of one rule that are shown for a file. */
const MOST_OF_KIND = 20;

function byPlace(left: Problem, right: Problem): number {
  const line = (left.location?.line ?? 0) - (right.location?.line ?? 0);
  return line === 0 ? (left.location?.column ?? 0) - (right.location?.column ?? 0) : line;
}

function formatSummary(reports: readonly VendorReport[], paint: Paint): TerminalText {
  const problems = reports.flatMap((report) => report.problems);
  const count = (severity: Severity): number => problems.filter((problem) => problem.severity === severity).length;
  const totalMs = reports.flatMap(({ stages }) => stages).reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  const errors = count("error");
  const counts = [plural(errors, "error"), plural(count("warning"), "warning"), plural(count("info"), "note")].join(", ");
  const lines = reports.map(({ vendor, outcome }) => terminalLine(`${vendor}: ${outcome}`));
  const colour = problems.some(isOpen) ? "red" : "green";
  return joinTerminal([...lines, paint(colour, terminalLine(`${counts}, ${totalMs.toFixed(0)} ms`))], NEW_LINE);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The report for programs: one JSON document. It has no times, so equal runs print equal bytes. */
export function formatJson(reports: readonly VendorReport[]): JsonText {
  const vendors = reports.map(({ stages, ...report }) => ({
    ...report,
    stages: stages.map(({ stage, outcome }) => ({ stage, outcome })),
  }));
  return jsonText({ vendors });
}

/** Errors and warnings as a build server shows them. Repairs would hide them. */
export function formatAnnotations(reports: readonly VendorReport[]): readonly TerminalText[] {
  return reports
    .flatMap(({ problems }) => foldRepeats(problems.filter(({ severity }) => severity !== "info")))
    .map(formatAnnotation);
}
