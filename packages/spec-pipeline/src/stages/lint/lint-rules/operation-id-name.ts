import { stringMember } from "../../../document/json.ts";
import { listOperations } from "../../../document/nodes.ts";
import type { LintRule } from "./lint-rule.ts";

/** Callers type operation ids. An overlay should rename ids that a framework made. */
export const operationIdName: LintRule = (document) =>
  listOperations(document).flatMap(({ operation, pointer, method, path }) => {
    const id = stringMember(operation, "operationId");
    if (id !== undefined && /^[a-z][a-zA-Z0-9]*$/.test(id)) return [];
    return [
      {
        severity: "warning" as const,
        pointer,
        message:
          id === undefined
            ? `${method.toUpperCase()} ${path} has no operation id`
            : `the operation id “${id}” is not a name in camelCase, such as listUsers`,
        fix: "name the operation with an overlay",
      },
    ];
  });
