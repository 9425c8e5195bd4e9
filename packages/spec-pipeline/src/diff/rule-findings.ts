import { isList, isObject, member, objectMember, pointerSegments, stringMember, type Json } from "../document/json.ts";
import { BUMPS, type Bump } from "./policy.ts";

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

/** Name under which an addition stands that no rule judged. */
export const ADDITION = "addition";

/** Nodes whose addition gives callers something. Of anything else that is new, such as a tag, the report is silent. */
const OFFERS: ReadonlySet<string> = new Set([
  "PathItem",
  "Operation",
  "Parameter",
  "RequestBody",
  "MediaType",
  "Response",
  "Header",
  "Schema",
]);

/** Reads the report of `redocly diff --format json`: what its rules judged, and what is new. Other changes are in our own list. */
export function readRuleFindings(report: Json): readonly RuleFinding[] {
  const changes = member(report, "changes");
  return (isList(changes) ? changes : []).flatMap((change) => {
    const judged = member(change, "verdicts");
    const verdicts = isList(judged) ? judged.filter(isObject) : [];
    if (verdicts.length === 0) return additionIn(change);
    return verdicts.map((verdict) => ({
      rule: stringMember(verdict, "ruleId") ?? "unknown",
      bump: bumpOf(stringMember(verdict, "impact")),
      message: stringMember(verdict, "message") ?? "",
      ...placeOf(change),
    }));
  });
}

function additionIn(change: Json): readonly RuleFinding[] {
  const type = stringMember(change, "typeName") ?? "";
  const place = placeOf(change);
  // Its report takes the targets of a discriminator for schemas.
  const isTag = place.path.includes("/discriminator/mapping/");
  const offers = stringMember(change, "kind") === "added" && OFFERS.has(type) && place.path.startsWith("#/paths/") && !isTag;
  return offers
    ? [{ rule: ADDITION, bump: "minor", message: `${type} ${pointerSegments(place.path).at(-1) ?? ""} is new`, ...place }]
    : [];
}

function placeOf(change: Json): Pick<RuleFinding, "oldPointer" | "newPointer" | "operation" | "path"> {
  const path = stringMember(change, "path") ?? "";
  const [section, route, method] = pointerSegments(path);
  return {
    oldPointer: stringMember(objectMember(change, "base"), "pointer"),
    newPointer: stringMember(objectMember(change, "revision"), "pointer"),
    operation: section === "paths" && route !== undefined && method !== undefined ? `${method} ${route}` : undefined,
    path,
  };
}

/** An impact that we do not know is taken at its worst. */
function bumpOf(impact: string | undefined): Bump {
  return BUMPS.find((bump) => bump === impact) ?? "major";
}
