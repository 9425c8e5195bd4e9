import { stringMember } from "../../../document/json.ts";
import { listOperations } from "../../../document/nodes.ts";
import type { LintRule } from "./lint-rule.ts";

/** Operation ids are what callers type: ids made by a framework are renamed by an overlay. */
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
