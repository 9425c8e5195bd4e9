import {
  inTerminal,
  joinTerminal,
  padEnd,
  padStart,
  terminalLine,
  terminalLines,
  workflowCommand,
  type Paint,
  type TerminalText,
} from "../print/terminal-text.ts";
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
  /** How to fix it. */
  readonly fix?: string | undefined;
  readonly location?: Location | undefined;
  /** Whether `vendor.yaml` accepts it. It is said all the same, and is in nobody's way. */
  readonly accepted?: true;
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

/** Whether a person has to fix or accept it before anything is written. */
export function isOpen({ severity, accepted }: Problem): boolean {
  return severity !== "info" && accepted !== true;
}

const OPERATION = /^[\w$.-]+: /;

/** The operation that a message is about, where it begins with one. */
export function subjectOf(message: string): string | undefined {
  return OPERATION.exec(message)?.[0].slice(0, -": ".length);
}

/** The message without its operation. */
export function bodyOf(message: string): string {
  return message.replace(OPERATION, "");
}

const STYLES = { error: "red", warning: "yellow", info: "blue" } as const;

/** The problem as lines for a terminal: place, severity and message on the first, the way to fix it on the second. */
export function formatProblem(problem: Problem, paint: Paint): TerminalText {
  const { location, severity, message, rule, fix, pointer, accepted } = problem;
  const place = location ? `${location.line}${location.column === undefined ? "" : `:${location.column}`}` : "-";
  const [first = inTerminal``, ...more] = terminalLines(message);
  const level = paint(STYLES[severity], padEnd(terminalLine(severity), 7));
  const indent = inTerminal`                    `;
  return joinTerminal(
    [
      inTerminal`  ${paint("dim", padStart(terminalLine(place), 7))}  ${level}  ${first}  ${paint("dim", terminalLine(accepted ? `${rule}, accepted in vendor.yaml` : rule))}`,
      ...more.map((line) => inTerminal`${indent}${line}`),
      ...(pointer === undefined || severity === "info"
        ? []
        : [inTerminal`${indent}${paint("dim", inTerminal`at ${terminalLine(pointer)}`)}`]),
      ...(fix === undefined ? [] : [inTerminal`${indent}${paint("dim", inTerminal`fix: ${terminalLine(fix)}`)}`]),
    ],
    inTerminal`\n`,
  );
}

const LEVELS = { error: "error", warning: "warning", info: "notice" } as const;

/** The problem as a workflow command, which a build server shows beside the line that it is about. */
export function formatAnnotation({ severity, location, rule, message, fix }: Problem): TerminalText {
  const properties = {
    ...(location ? { file: location.file, line: `${location.line}` } : {}),
    ...(location?.column === undefined ? {} : { col: `${location.column}` }),
    title: rule,
  };
  return workflowCommand(LEVELS[severity], properties, fix === undefined ? message : `${message}\nfix: ${fix}`);
}
