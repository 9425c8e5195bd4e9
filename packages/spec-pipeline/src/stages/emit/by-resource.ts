import { printMethodName, walkName, type MethodName } from "../../model/method-name.ts";
import type { Operation } from "../../model/operation.ts";

/** A method of a resource. */
export interface Method {
  readonly name: MethodName;
  readonly operation: Operation;
  /** Whether this is a former name, which stays for one release. */
  readonly isFormer: boolean;
  /** Whether it walks all pages. */
  readonly isWalk: boolean;
}

/** The methods of each resource, both sorted by name. */
export function byResource(operations: readonly Operation[]): ReadonlyMap<string, readonly Method[]> {
  const named = operations.flatMap((operation): readonly Method[] => [
    { name: operation.name, operation, isFormer: false, isWalk: false },
    ...(operation.formerName ? [{ name: operation.formerName, operation, isFormer: true, isWalk: false }] : []),
  ]);
  const taken = new Set(named.map(({ name }) => printMethodName(name)));
  const walks = named
    .filter(({ name, operation }) => operation.pages && !taken.has(printMethodName(walkName(name))))
    .map((method) => ({ ...method, name: walkName(method.name), isWalk: true }));
  const methods = [...named, ...walks];
  const sorted = methods.toSorted((a, b) => (printMethodName(a.name) < printMethodName(b.name) ? -1 : 1));
  return Map.groupBy(sorted, ({ name }) => name.resource);
}
