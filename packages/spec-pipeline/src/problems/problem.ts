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

/** A fact about a document that a person has to know. A bad document causes problems, never exceptions. */
export interface Problem {
  /** Id of the rule that found it. All cases of one kind have the same id. */
  readonly rule: RuleId | ForeignRuleId;
  readonly severity: Severity;
  /** The fault, with the expected and the actual value. */
  readonly message: string;
  /** How to fix it. */
  readonly fix?: string | undefined;
  readonly location?: Location | undefined;
  /** Whether `vendor.yaml` accepts it. It is still printed, but it stops nothing. */
  readonly accepted?: true;
  /** JSON pointer into the document that the stage worked on: `#/paths/~1v2/post`. */
  readonly pointer?: string | undefined;
  /** The vendor's page with the faulty part: file name below `pages/`. */
  readonly page?: string | undefined;
}

/** The result of every stage. If one of its problems is an error, the value is the best possible one and is not used further. */
export interface StageResult<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** Whether a person must fix or accept it before files are written. */
export function isOpen({ severity, accepted }: Problem): boolean {
  return severity !== "info" && accepted !== true;
}

const OPERATION = /^[\w$.-]+: /;

/** The operation that a message begins with, if it begins with one. */
export function subjectOf(message: string): string | undefined {
  return OPERATION.exec(message)?.[0].slice(0, -": ".length);
}

/** The message without its operation. */
export function bodyOf(message: string): string {
  return message.replace(OPERATION, "");
}

const STYLES = { error: "red", warning: "yellow", info: "blue" } as const;

/** The problem as lines for a terminal: place, severity and message on the first one, the fix on the second. */
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

/** The problem as a workflow command. A build server shows it beside its line. */
export function formatAnnotation({ severity, location, rule, message, fix }: Problem): TerminalText {
  const properties = {
    ...(location ? { file: location.file, line: `${location.line}` } : {}),
    ...(location?.column === undefined ? {} : { col: `${location.column}` }),
    title: rule,
  };
  return workflowCommand(LEVELS[severity], properties, fix === undefined ? message : `${message}\nfix: ${fix}`);
}
