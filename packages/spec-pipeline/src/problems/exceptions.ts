import { cutText } from "../print/cut-text.ts";
import { flatText } from "../print/visible-text.ts";
import type { LintException } from "../vendor/vendor.ts";
import type { Problem } from "./problem.ts";
import { isAcceptable, isOfCode, isOnTheWire, RULES, ruleOf, type Rule } from "./rules.ts";
import { suggest } from "./suggest.ts";

/**
 * The findings without the accepted ones, and an error for every exception that no finding needs. `foreign`: ids of the general linter,
 * which an exception may name too.
 */
export function applyExceptions(
  found: readonly Problem[],
  exceptions: readonly LintException[],
  foreign: readonly string[] = [],
): readonly Problem[] {
  const used = new Set<LintException>();
  const left = found.flatMap((problem): Problem[] => {
    const exception = exceptions.find(
      ({ rule, pointer }) => rule === problem.rule && (pointer === undefined || isWithin(problem.pointer ?? "#", pointer)),
    );
    if (!exception) return [problem];
    used.add(exception);
    return isOnTheWire(problem.rule) ? [{ ...problem, accepted: true }] : [];
  });
  const unused = exceptions.filter((exception) => !used.has(exception));
  return [...left, ...unused.map((exception) => (isKnown(exception, foreign) ? stale(exception) : unknown(exception, foreign)))];
}

/** Rules of a plugin begin with its name. Only the linter knows them. */
function isKnown({ rule }: LintException, foreign: readonly string[]): boolean {
  return ruleOf(rule) !== undefined || foreign.includes(rule) || rule.includes("/");
}

function stale({ rule, pointer, location }: LintException): Problem {
  return {
    rule: "stale-exception",
    severity: "error",
    message: `vendor.yaml ignores ${rule}${pointer === undefined ? "" : ` at ${pointer}`}, but nothing finds it`,
    fix: "delete the exception",
    location,
  };
}

function unknown({ rule, location }: LintException, foreign: readonly string[]): Problem {
  const acceptable = Object.entries<Rule>(RULES).flatMap(([id, ours]) => (ours.acceptable === true ? [id] : []));
  const meant = suggest(rule, [...acceptable, ...foreign]);
  return {
    rule: "unknown-rule",
    severity: "error",
    message: `vendor.yaml ignores ${rule}, which is no rule`,
    fix: meant === undefined ? "delete the exception" : `did you mean ${meant}?`,
    location,
  };
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/**
 * One exception for each rule, so that a foreign document passes that never followed these rules. Also the remaining problems, with a note
 * for each exception.
 */
export function adoptFindings(
  problems: readonly Problem[],
  severities: readonly Problem["severity"][],
): { readonly exceptions: readonly LintException[]; readonly problems: readonly Problem[] } {
  const adopts = ({ rule, severity }: Problem): boolean => severities.includes(severity) && isAcceptable(rule);
  const groups = Map.groupBy(problems.filter(adopts), ({ rule }) => rule);
  const notes = [...groups].flatMap(([rule, found]): Problem[] => {
    if (isOnTheWire(rule)) return found.map((problem) => ({ ...problem, accepted: true }));
    const [first, ...others] = found;
    const times = others.length === 0 ? "once" : `${others.length + 1} times`;
    return [
      {
        rule,
        // Findings of lint are about style. A warning of the stages that make code means that something is not typed.
        severity: isOfCode(rule) ? "warning" : "info",
        message: `accepted under “ignore” in vendor.yaml, found ${times}: ${first?.message ?? ""}`,
        pointer: first?.pointer,
      },
    ];
  });
  const exceptions = [...groups].map(([rule, [first]]) => ({ rule, reason: reasonFor(first) }));
  return { exceptions, problems: [...problems.filter((problem) => !adopts(problem)), ...notes] };
}

const MOST_CHARACTERS = 200;

function reasonFor(problem: Problem | undefined): string {
  // A person reads it, and the pointer has the page's names.
  const place = problem?.pointer === undefined ? "" : `, first at ${cutText(flatText(problem.pointer), MOST_CHARACTERS)}`;
  return `The document came with it${place}. Accepted unseen when the vendor was added.`;
}
