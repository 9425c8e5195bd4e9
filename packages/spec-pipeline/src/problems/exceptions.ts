import type { Problem } from "./problem.ts";
import type { LintException } from "../vendor/vendor.ts";

/** What remains of the findings, and an error for every exception that none of them needs. */
export function applyExceptions(found: readonly Problem[], exceptions: readonly LintException[]): readonly Problem[] {
  const used = new Set<LintException>();
  const left = found.filter((problem) => {
    const exception = exceptions.find(
      ({ rule, pointer }) => rule === problem.rule && (pointer === undefined || isWithin(problem.pointer ?? "#", pointer)),
    );
    if (exception) used.add(exception);
    return exception === undefined;
  });
  const stale = exceptions
    .filter((exception) => !used.has(exception))
    .map(({ rule, pointer }): Problem => ({
      rule: "stale-exception",
      severity: "error",
      message: `vendor.yaml ignores ${rule}${pointer === undefined ? "" : ` at ${pointer}`}, but nothing finds it`,
      fix: "delete the exception",
    }));
  return [...left, ...stale];
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** Warnings of the stages that make code. They may be accepted as findings of lint may. */
export const EMITTER_WARNINGS: readonly string[] = [
  "answer-sometimes-empty",
  "body-not-sendable",
  "cookie-parameter",
  "events-undescribed",
  "parameter-style",
  "path-parameter-missing",
  "path-parameter-unused",
  "pattern-unreadable",
  "recursive-inline-schema",
  "recursive-type",
  "security-unknown",
  "unknown-type",
];

/** What says that vendor.yaml or an overlay is wrong, and not that the vendor's document is unusual. */
const NEVER_ADOPTED: readonly string[] = [
  "client-extensions",
  "lint",
  "operation-source",
  "operation-tags-unique",
  "stale-exception",
];

/**
 * Exceptions, one a rule, that let a document pass which comes from elsewhere and was never held to these rules; and the
 * problems that remain, with a note for each exception.
 */
export function adoptFindings(
  problems: readonly Problem[],
  severities: readonly Problem["severity"][],
): { readonly exceptions: readonly LintException[]; readonly problems: readonly Problem[] } {
  const adopts = ({ rule, severity }: Problem): boolean => severities.includes(severity) && !NEVER_ADOPTED.includes(rule);
  const groups = Map.groupBy(problems.filter(adopts), ({ rule }) => rule);
  const notes = [...groups].map(([rule, [first, ...others]]): Problem => {
    const times = others.length === 0 ? "once" : `${others.length + 1} times`;
    return {
      rule,
      // What lint finds is a matter of style. What the stages that make code warn of is not sent or not typed.
      severity: EMITTER_WARNINGS.includes(rule) ? "warning" : "info",
      message: `accepted under “ignore” in vendor.yaml, found ${times}: ${first?.message ?? ""}`,
      pointer: first?.pointer,
    };
  });
  const exceptions = [...groups].map(([rule, [first]]) => ({ rule, reason: reasonFor(first) }));
  return { exceptions, problems: [...problems.filter((problem) => !adopts(problem)), ...notes] };
}

function reasonFor(problem: Problem | undefined): string {
  const place = problem?.pointer === undefined ? "" : `, first at ${problem.pointer}`;
  return `The document came with it${place}. Accepted unseen when the vendor was added.`;
}
