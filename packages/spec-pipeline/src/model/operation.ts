import { escapePointer, isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { METHODS } from "../document/openapi-shape.ts";
import type { Problem } from "../problems/problem.ts";
import { objectsOf, resolveObject } from "./reference.ts";

export type ParameterPlace = "path" | "query" | "header" | "cookie";

export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** One answer: `200`, `2XX` or `default`, with its references followed. */
export interface Answer {
  readonly status: string;
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** One operation of a document with every reference outside its schemas followed. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly definition: JsonObject;
  /** Those of the path item and the operation's own, which win. */
  readonly parameters: readonly Parameter[];
  readonly body: JsonObject | undefined;
  readonly answers: readonly Answer[];
  /** The operation's own or the path item's, which stand for the document's. */
  readonly servers: Json | undefined;
}

/** Every operation that can be called by its id, sorted by id; those that cannot are problems. */
export function readOperations(document: JsonObject, report: (problem: Problem) => void): readonly Operation[] {
  const operations = new Map<string, Operation>();
  for (const [path, entry] of Object.entries(objectMember(document, "paths"))) {
    if (path.startsWith("x-")) continue;
    const item = resolveObject(document, entry) ?? {};
    for (const method of METHODS) {
      const definition = resolveObject(document, item[method]);
      if (!definition) continue;
      const pointer = `#/paths/${escapePointer(path)}/${method}`;
      const id = stringMember(definition, "operationId")?.trim() ?? "";
      const other = operations.get(id);
      if (id === "" || other) {
        report(unnamed(id, `${method.toUpperCase()} ${path}`, other, pointer));
        continue;
      }
      operations.set(id, {
        id,
        method,
        path,
        pointer,
        definition,
        parameters: readParameters(document, item, definition, pointer, report),
        body: resolveObject(document, definition["requestBody"]),
        answers: readAnswers(document, definition, pointer, report),
        servers: definition["servers"] ?? item["servers"],
      });
    }
  }
  return [...operations.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function unnamed(id: string, operation: string, other: Operation | undefined, pointer: string): Problem {
  return {
    rule: "operation-id",
    severity: "error",
    message: other
      ? `${operation} has the operation id ${JSON.stringify(id)}, as ${other.method.toUpperCase()} ${other.path} does`
      : `${operation} has no operation id, so it cannot be called`,
    fix: "give it an operationId of its own with an overlay",
    pointer,
  };
}

function readParameters(
  document: JsonObject,
  item: JsonObject,
  definition: JsonObject,
  pointer: string,
  report: (problem: Problem) => void,
): readonly Parameter[] {
  const parameters = new Map<string, Parameter>();
  const listed = [...objectsOf(item["parameters"]), ...objectsOf(definition["parameters"])];
  for (const [index, entry] of listed.entries()) {
    const resolved = resolveObject(document, entry);
    const name = stringMember(resolved, "name");
    const place = stringMember(resolved, "in");
    const at = `${pointer}/parameters/${index}`;
    if (!resolved || name === undefined || !isPlace(place)) {
      report({
        rule: "parameter-unreadable",
        severity: "error",
        message: `a parameter is not usable: ${JSON.stringify(entry).slice(0, 120)}`,
        fix: "give it a name and one of the places path, query, header, cookie with an overlay",
        pointer: at,
      });
      continue;
    }
    const required = place === "path" || resolved["required"] === true;
    parameters.set(`${place} ${name}`, { name, in: place, required, definition: resolved, pointer: at });
  }
  return [...parameters.values()];
}

function isPlace(place: string | undefined): place is ParameterPlace {
  return place === "path" || place === "query" || place === "header" || place === "cookie";
}

function readAnswers(
  document: JsonObject,
  definition: JsonObject,
  pointer: string,
  report: (problem: Problem) => void,
): readonly Answer[] {
  const answers: Answer[] = [];
  for (const [status, entry] of Object.entries(objectMember(definition, "responses"))) {
    if (status.startsWith("x-")) continue;
    const at = `${pointer}/responses/${status}`;
    const resolved = resolveObject(document, entry);
    if (resolved) answers.push({ status, definition: resolved, pointer: at });
    else report({ rule: "dangling-reference", severity: "error", message: `the answer ${status} leads nowhere`, pointer: at });
  }
  return answers;
}

/** The answers that mean success. `default` stands for it only where nothing else does. */
export function successfulAnswers(operation: Operation): readonly Answer[] {
  const successful = operation.answers.filter(({ status }) => /^2(?:\d\d|XX)$/i.test(status));
  if (successful.length > 0 || operation.answers.some(({ status }) => /^[13]/.test(status))) return successful;
  return operation.answers.filter(({ status }) => status === "default");
}

export interface MediaType {
  readonly type: string;
  readonly definition: JsonObject;
  /** From the holder: `/content/application~1json`. */
  readonly pointer: string;
}

/** The media types of a body or answer, in lower case and without parameters, each with its definition. */
export function mediaTypesOf(document: JsonObject, holder: JsonObject): readonly MediaType[] {
  return Object.entries(objectMember(holder, "content")).map(([type, definition]) => ({
    type: (type.split(";")[0] ?? "").trim().toLowerCase(),
    definition: resolveObject(document, definition) ?? {},
    pointer: `/content/${escapePointer(type)}`,
  }));
}

export function isJsonType(mediaType: string): boolean {
  return (
    mediaType === "application/json" ||
    mediaType.endsWith("+json") ||
    mediaType === "text/json" ||
    mediaType === "*/*" ||
    mediaType === "application/*"
  );
}

/** The schema of a parameter, or of the one media type that its content has. */
export function parameterSchema(parameter: Parameter): Json | undefined {
  const content = Object.values(objectMember(parameter.definition, "content"))[0];
  return isObject(content) ? content["schema"] : parameter.definition["schema"];
}
