import { escapePointer, listMember, member, objectMember, stringMember, type JsonObject } from "../document/json.ts";
import { itemOperations, wireMethod } from "../document/nodes.ts";
import { methodNameCandidates, printMethodName, readMethodName, type MethodName, type NamedCall } from "./method-name.ts";
import { lastWords, readSteps } from "./path-steps.ts";
import { resolveObject, stringsOf } from "./reference.ts";
import { responseShape } from "./response-shape.ts";

/** A requested name that cannot be given. */
export interface RefusedName {
  readonly pointer: string;
  readonly message: string;
}

export interface MethodNames {
  /** By `GET /customers`. */
  readonly names: ReadonlyMap<string, MethodName>;
  readonly refused: readonly RefusedName[];
}

/**
 * The name of each operation of a document. An overlay's `x-client-method` comes first. An operation that had one of its names before keeps
 * it. If several others want the same name, the one with the shortest path gets it.
 *
 * `earlier`: names by `GET /customers`, from the last generated document.
 */
export function chooseMethodNames(document: JsonObject, earlier: ReadonlyMap<string, string>): MethodNames {
  const names = new Map<string, MethodName>();
  const refused: RefusedName[] = [];
  const owners = new Map<string, string>();
  const take = (call: string, name: MethodName): boolean => {
    const text = printMethodName(name);
    if (owners.has(text)) return false;
    owners.set(text, call);
    names.set(call, name);
    return true;
  };
  const calls = listCalls(document);
  for (const { call, definition, pointer } of calls) {
    for (const key of ["x-client-method", "x-client-method-was"]) {
      const asked = member(definition, key);
      if (asked === undefined) continue;
      const name = readMethodName(asked);
      const refuse = (message: string): void =>
        void refused.push({ pointer: `${pointer}/${key}`, message: `${call}: ${message}` });
      if (!name) refuse(`${JSON.stringify(asked)} is not a name of a method, such as customers.list`);
      else if (key === "x-client-method") {
        if (!take(call, name)) refuse(`${printMethodName(name)} is the method of ${owners.get(printMethodName(name))} already`);
      } else if (owners.has(printMethodName(name))) refuse(`${printMethodName(name)} is the method of an operation`);
      else owners.set(printMethodName(name), call);
    }
  }
  const open = calls
    .filter(({ call }) => !names.has(call))
    .map((entry) => ({ ...entry, candidates: methodNameCandidates(entry) }));
  const isOpen = ({ call }: Listed): boolean => !names.has(call);
  for (const { call, candidates } of open) {
    const kept = candidates.find((name) => printMethodName(name) === earlier.get(call));
    if (kept) take(call, kept);
  }
  for (const { call, candidates } of open.filter(isOpen).toSorted(byAge)) {
    const [last] = candidates;
    if (candidates.some((name) => take(call, name)) || !last) continue;
    for (let count = 2; !take(call, { ...last, method: `${last.method}${count}` }); count += 1);
  }
  return { names, refused };
}

interface Listed extends NamedCall {
  /** `GET /customers` */
  readonly call: string;
  readonly pointer: string;
  readonly isDeprecated: boolean;
  readonly definition: JsonObject;
}

/** The order of operations that are new at the same time: deprecated ones come last. */
function byAge(one: Listed, other: Listed): number {
  return (
    Number(one.isDeprecated) - Number(other.isDeprecated) ||
    one.path.length - other.path.length ||
    (one.call < other.call ? -1 : 1)
  );
}

function listCalls(document: JsonObject): readonly Listed[] {
  return Object.entries(objectMember(document, "paths")).flatMap(([path, entry]) => {
    if (path.startsWith("x-")) return [];
    const item = resolveObject(document, entry) ?? {};
    return itemOperations(item).flatMap(({ method, value, pointer }): Listed[] => {
      const definition = resolveObject(document, value);
      if (!definition) return [];
      return [
        {
          // A name has letters and digits only.
          method: method.toLowerCase().replaceAll(/[^a-z\d]/g, ""),
          path,
          call: `${wireMethod(method)} ${path}`,
          pointer: `#/paths/${escapePointer(path)}/${pointer}`,
          id: stringMember(definition, "operationId")?.trim() ?? "",
          tags: stringsOf(listMember(definition, "tags")),
          response: responseShape(document, definition, lastWords(readSteps(path))),
          hasBody: definition["requestBody"] !== undefined,
          isDeprecated: definition["deprecated"] === true,
          definition,
        },
      ];
    });
  });
}
