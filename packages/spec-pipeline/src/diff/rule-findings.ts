import { isList, isObject, member, objectMember, pointerSegments, stringMember, type Json } from "../json.ts";
import { BUMPS, type Bump } from "../policy.ts";

/** One change that `redocly diff` reported under one of its rules. */
export interface RuleFinding {
  readonly rule: string;
  readonly bump: Bump;
  readonly message: string;
  /** Pointers into the old and the new document, without the keyword that changed. */
  readonly oldPointer: string | undefined;
  readonly newPointer: string | undefined;
  /** Operation that it was met in: `post /v2/reports/referrals`; undefined outside of operations. */
  readonly operation: string | undefined;
  /** Where it was met, with references followed. */
  readonly path: string;
}

/** Reads the report of `redocly diff --format json`. Changes that no rule judged are left out: our own list has them. */
export function readRuleFindings(report: Json): readonly RuleFinding[] {
  const changes = member(report, "changes");
  return (isList(changes) ? changes : []).flatMap((change) => {
    const verdicts = member(change, "verdicts");
    const path = stringMember(change, "path") ?? "";
    const [section, route, method] = pointerSegments(path);
    return (isList(verdicts) ? verdicts : []).flatMap((verdict): RuleFinding[] => {
      if (!isObject(verdict)) return [];
      return [
        {
          rule: stringMember(verdict, "ruleId") ?? "unknown",
          bump: bumpOf(stringMember(verdict, "impact")),
          message: stringMember(verdict, "message") ?? "",
          oldPointer: stringMember(objectMember(change, "base"), "pointer"),
          newPointer: stringMember(objectMember(change, "revision"), "pointer"),
          operation: section === "paths" && route !== undefined && method !== undefined ? `${method} ${route}` : undefined,
          path,
        },
      ];
    });
  });
}

/** An impact that we do not know is taken at its worst. */
function bumpOf(impact: string | undefined): Bump {
  return BUMPS.find((bump) => bump === impact) ?? "major";
}
