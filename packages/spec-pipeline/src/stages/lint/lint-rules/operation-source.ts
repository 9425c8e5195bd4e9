import { member, stringMember } from "../../../document/json.ts";
import { listOperations } from "../../../document/nodes.ts";
import type { LintRule } from "./lint-rule.ts";

/** Every statement about an operation can be looked up in a page of the vendor. */
export const operationSource: LintRule = (document) =>
  listOperations(document).flatMap(({ operation, pointer }) => {
    const source = member(operation, "x-client-source");
    const missing = ["page", "hash"].filter((key) => stringMember(source, key) === undefined);
    if (missing.length === 0) return [];
    return [
      {
        severity: "error" as const,
        pointer,
        message: `the operation does not say which page it comes from: x-client-source lacks ${missing.join(", ")}`,
        fix: "let the overlay that adds it set x-client-source.page to a file of pages/",
      },
    ];
  });
