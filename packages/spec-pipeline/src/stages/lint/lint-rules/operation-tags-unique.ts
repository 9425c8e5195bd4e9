import { isList, member } from "../../../document/json.ts";
import { listOperations } from "../../../document/nodes.ts";
import type { LintRule } from "./lint-rule.ts";

/** An operation with a repeated tag would appear twice in everything that is made from tags. */
export const operationTagsUnique: LintRule = (document) =>
  listOperations(document).flatMap(({ operation, pointer }) => {
    const tags = member(operation, "tags");
    const repeated = isList(tags) ? tags.filter((tag, index) => tags.indexOf(tag) !== index) : [];
    return [...new Set(repeated)].map((tag) => ({
      severity: "error" as const,
      pointer: `${pointer}/tags`,
      message: `the operation has the tag ${JSON.stringify(tag)} more than once`,
      fix: "correct the overlay that adds it",
    }));
  });
