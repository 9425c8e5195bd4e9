import type { ForeignRuleId, RuleId, Severity } from "./rules.ts";

/** A place in a file of the workspace. Lines and columns count from 1. */
export interface Location {
  /** Path from the workspace's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
}

/** Something about a document that a person has to know. Bad documents are problems, never exceptions. */
export interface Problem {
  /** Id of the rule that found it: the same for every case of one kind. */
  readonly rule: RuleId | ForeignRuleId;
  readonly severity: Severity;
  /** What is wrong, what was expected and what was found. */
  readonly message: string;
  /** How to mend it. */
  readonly fix?: string | undefined;
  readonly location?: Location | undefined;
  /** JSON pointer into the document that the stage worked on: `#/paths/~1v2/post`. */
  readonly pointer?: string | undefined;
  /** The vendor's page that the faulty part comes from: file name below `pages/`. */
  readonly page?: string | undefined;
}

/** What every stage returns. With an error among its problems the value is the best that could be made, and is not used further. */
export interface StageResult<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** Wraps text in a style, or leaves it as it is where colours are off. */
export type Paint = (style: "bold" | "dim" | "red" | "yellow" | "blue" | "green", text: string) => string;

const STYLES = { error: "red", warning: "yellow", info: "blue" } as const;

/** The problem as lines for a terminal: place, severity and message on the first, the way to mend it on the second. */
export function formatProblem(problem: Problem, paint: Paint = (_style, text) => text): string {
  const { location, severity, message, rule, fix, pointer } = problem;
  const place = location ? `${location.line}${location.column === undefined ? "" : `:${location.column}`}` : "-";
  const [first = "", ...more] = message.split("\n");
  const lines = [
    `  ${paint("dim", place.padStart(7))}  ${paint(STYLES[severity], severity.padEnd(7))}  ${first}  ${paint("dim", rule)}`,
  ];
  const indent = " ".repeat(20);
  lines.push(...more.map((line) => `${indent}${line}`));
  if (pointer !== undefined && severity !== "info") lines.push(`${indent}${paint("dim", `at ${pointer}`)}`);
  if (fix !== undefined) lines.push(`${indent}${paint("dim", `fix: ${fix}`)}`);
  return lines.join("\n");
}

/** The problem as a workflow command, which a build server shows beside the line that it is about. */
export function formatAnnotation(problem: Problem): string {
  const level = { error: "error", warning: "warning", info: "notice" }[problem.severity];
  const property = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const { location } = problem;
  const properties = [
    ...(location ? [`file=${property(location.file)}`, `line=${location.line}`] : []),
    ...(location?.column === undefined ? [] : [`col=${location.column}`]),
    `title=${property(problem.rule)}`,
  ];
  const message = problem.fix === undefined ? problem.message : `${problem.message}\nfix: ${problem.fix}`;
  return `::${level} ${properties.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
