import type { Operation } from "../../model/operation.ts";
import { identifier, source, variableName, type SourceText } from "../../source/source-text.ts";
import { freeName } from "./free-name.ts";

/** The names of an operation in generated code. */
export interface OperationNames {
  /** The constant that holds its row: `listCustomersOperation`. */
  readonly row: SourceText;
  /** The beginning of its types' names: `ListCustomers`. */
  readonly type: SourceText;
}

/** The names of each operation. No two operations share one. */
export function operationNames(operations: readonly Operation[]): ReadonlyMap<Operation, OperationNames> {
  const rows = new Set<SourceText>();
  const types = new Set<SourceText>();
  return new Map(
    operations.map((operation) => {
      const type = identifier(source``, operation.id);
      return [
        operation,
        {
          row: freeName(source`${variableName(operation.id)}Operation`, rows),
          type: freeName(/^[A-Z]/.test(type) ? type : identifier(source`Operation`, operation.id), types),
        },
      ];
    }),
  );
}
