import { escapePointer, objectMember } from "../../../document/json.ts";
import type { LintRule } from "./lint-rule.ts";

/** Steps, also encoded ones, which leave the folder of the base URL; a host; what URL parsers read as a slash, or leave out. */
const ELSEWHERE = /^\/\/|\\|\p{Cc}|\/(?:\.|%2e){1,2}(?:\/|$)/iu;

/** A path that a URL parser takes for another one. A person may read it as what it looks like. */
export const pathElsewhere: LintRule = (document) =>
  Object.keys(objectMember(document, "paths"))
    .filter((path) => ELSEWHERE.test(path))
    .map((path) => ({
      severity: "error" as const,
      pointer: `#/paths/${escapePointer(path)}`,
      message: `${JSON.stringify(path)} leads to another place than it shows: a path has no steps such as "..", no host, no backslash and no control character`,
      fix: "if the page means a path of the API, add that path and remove this one with an overlay",
    }));
