import { isList, isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { readEvents, type EventShape } from "./event-shape.ts";
import {
  isJsonType,
  mediaTypesOf,
  parameterSchema,
  successfulAnswers,
  type MediaType,
  type Operation,
  type Parameter,
} from "./operation.ts";
import { resolveObject } from "./reference.ts";
import type { EmitSettings } from "./emit-settings.ts";

export type ResponseKind = "json" | "events" | "text" | "binary" | "none";

/** A schema, undefined where the document has none, and where it stands. */
export interface SchemaPlace {
  readonly schema: Json | undefined;
  readonly pointer: string;
}

export interface ParameterShape {
  readonly parameter: Parameter;
  readonly schema: Json;
  readonly optional: boolean;
}

export interface BodyShape extends SchemaPlace {
  readonly mediaType: string;
  readonly required: boolean;
  /** TypeScript's type of a body that is no JSON; undefined where the schema says it. */
  readonly type: string | undefined;
}

/** One operation as the runtime can call it. What it cannot do is left out and reported. */
export interface OperationShape {
  readonly operation: Operation;
  /** Parameters by place, only places that have some: path, query, header. */
  readonly groups: readonly { readonly place: "path" | "query" | "header"; readonly parameters: readonly ParameterShape[] }[];
  readonly body: BodyShape | undefined;
  readonly response: ResponseKind;
  /** What a JSON answer may be. */
  readonly outputs: readonly SchemaPlace[];
  /** What an event stream may bring. */
  readonly events: readonly EventShape[];
}

type Report = (problem: Problem) => void;

export function describeOperation(
  document: JsonObject,
  operation: Operation,
  settings: EmitSettings,
  report: Report,
): OperationShape {
  const parameters = [
    ...operation.parameters.filter((parameter) => isCallable(document, operation, parameter, report)),
    ...missingPathParameters(operation, report),
  ];
  const groups = (["path", "query", "header"] as const).flatMap((place) => {
    const own = parameters.filter((parameter) => parameter.in === place);
    return own.length === 0 ? [] : [{ place, parameters: own.map((parameter) => parameterShape(parameter, settings)) }];
  });
  checkSecurity(document, operation, report);
  return { operation, groups, body: bodyShape(document, operation, report), ...responseShape(document, operation, report) };
}

function parameterShape(parameter: Parameter, settings: EmitSettings): ParameterShape {
  const isContent = isObject(parameter.definition["content"]);
  return {
    parameter,
    schema: isContent
      ? { type: "string", description: "The value as JSON text." }
      : (parameterSchema(parameter) ?? { type: "string" }),
    optional: !parameter.required || settings.clientParameters.includes(parameter.name),
  };
}

/** OpenAPI says of these three headers that a parameter of that name is to be ignored. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "authorization", "content-type"]);

function isCallable(document: JsonObject, operation: Operation, parameter: Parameter, report: Report): boolean {
  const { name, in: place, definition, pointer } = parameter;
  if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase())) return false;
  if (place === "cookie") {
    report({
      rule: "cookie-parameter",
      severity: "warning",
      message: `${operation.id}: the cookie ${name} is left out, since browsers let no program set one`,
      fix: "remove the parameter with an overlay, or describe it as a header",
      pointer,
    });
    return false;
  }
  if (place === "path" && !operation.path.includes(`{${name}}`)) {
    report({
      rule: "path-parameter-unused",
      severity: "warning",
      message: `${operation.id}: the path has no {${name}}, so the parameter is left out`,
      fix: "mend the path or remove the parameter with an overlay",
      pointer,
    });
    return false;
  }
  const how = unusualStyle(document, parameter);
  if (how !== undefined) {
    report({
      rule: "parameter-style",
      severity: "warning",
      message: `${operation.id}: ${place} parameter ${name} asks for ${how}, which the runtime does not write`,
      fix: "describe it as a string that callers write themselves, with an overlay",
      pointer,
    });
  }
  return isObject(definition);
}

/** The runtime writes lists as repeated keys, objects as `name[key]`, and everything else as text. */
function unusualStyle(document: JsonObject, { in: place, definition }: Parameter): string | undefined {
  const style = stringMember(definition, "style");
  const type = resolveObject(document, definition["schema"])?.["type"];
  if (place === "query" && type === "array" && (definition["explode"] === false || (style !== undefined && style !== "form"))) {
    return `a list in the style ${style ?? "form"}${definition["explode"] === false ? " without explode" : ""}`;
  }
  if (place === "query" && type === "object" && style !== "deepObject") return `an object in the style ${style ?? "form"}`;
  if (place === "path" && style !== undefined && style !== "simple") return `the style ${style}`;
  return definition["allowReserved"] === true ? "reserved characters as they are" : undefined;
}

function missingPathParameters(operation: Operation, report: Report): readonly Parameter[] {
  const named = new Set(operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name));
  const missing = [...operation.path.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) =>
    name === undefined || named.has(name) ? [] : [name],
  );
  return [...new Set(missing)].map((name): Parameter => {
    report({
      rule: "path-parameter-missing",
      severity: "warning",
      message: `${operation.id}: {${name}} of the path is described nowhere, so it is taken as a string`,
      fix: "add the parameter with an overlay",
      pointer: operation.pointer,
    });
    return { name, in: "path", required: true, definition: { schema: { type: "string" } }, pointer: operation.pointer };
  });
}

function checkSecurity(document: JsonObject, operation: Operation, report: Report): void {
  const requirements = operation.definition["security"] ?? document["security"];
  const known = objectMember(objectMember(document, "components"), "securitySchemes");
  for (const requirement of isList(requirements) ? requirements : []) {
    for (const name of Object.keys(isObject(requirement) ? requirement : {})) {
      if (Object.hasOwn(known, name)) continue;
      report({
        rule: "security-unknown",
        severity: "error",
        message: `${operation.id} asks for the security scheme ${name}, which the document does not define`,
        fix: "add the scheme or mend its name with an overlay",
        pointer: `${operation.pointer}/security`,
      });
    }
  }
}

/** Bodies by how well they can be written, best first. */
const BODY_TYPES: readonly (readonly [fits: (mediaType: string) => boolean, type: string | undefined])[] = [
  [isJsonType, undefined],
  [(mediaType) => mediaType === "multipart/form-data", "FormData"],
  [(mediaType) => mediaType === "application/x-www-form-urlencoded", "URLSearchParams"],
  [(mediaType) => isTextType(mediaType), "string"],
  [() => true, "Blob | ArrayBuffer | Uint8Array<ArrayBuffer>"],
];

function bodyShape(document: JsonObject, operation: Operation, report: Report): BodyShape | undefined {
  const { body, method, pointer } = operation;
  if (!body) return undefined;
  if (method === "get" || method === "head" || method === "trace") {
    report({
      rule: "body-not-sendable",
      severity: "warning",
      message: `${operation.id}: a ${method.toUpperCase()} request cannot carry a body, so it is left out`,
      fix: "remove the requestBody with an overlay",
      pointer: `${pointer}/requestBody`,
    });
    return undefined;
  }
  const mediaTypes = mediaTypesOf(document, body);
  for (const [fits, type] of BODY_TYPES) {
    const media = mediaTypes.find((candidate) => fits(candidate.type));
    if (!media) continue;
    reportOthers(operation, mediaTypes, media, "sent", report);
    return {
      mediaType: media.type.includes("*") ? "application/json" : media.type,
      required: body["required"] === true,
      schema: media.definition["schema"],
      pointer: `${pointer}/requestBody${media.pointer}`,
      type,
    };
  }
  return undefined;
}

function isTextType(mediaType: string): boolean {
  return (
    mediaType.startsWith("text/") ||
    mediaType === "application/xml" ||
    mediaType.endsWith("+xml") ||
    mediaType === "application/yaml"
  );
}

function responseShape(
  document: JsonObject,
  operation: Operation,
  report: Report,
): Pick<OperationShape, "response" | "outputs" | "events"> {
  const nothing = { response: "none", outputs: [], events: [] } as const;
  if (operation.method === "head") return nothing;
  const answers = successfulAnswers(operation);
  const media = answers.flatMap((answer) =>
    mediaTypesOf(document, answer.definition).map((type) => ({ ...type, pointer: `${answer.pointer}${type.pointer}` })),
  );
  const kinds = (["json", "events", "text", "binary"] as const).filter((kind) => media.some(({ type }) => kindOf(type) === kind));
  const [response] = kinds;
  if (response === undefined) return nothing;
  const chosen = media.filter(({ type }) => kindOf(type) === response);
  const first = chosen[0];
  if (first && kinds.length > 1) reportOthers(operation, media, first, "read", report);
  const empty = answers.filter(({ definition }) => mediaTypesOf(document, definition).length === 0);
  if (empty.length > 0) {
    report({
      rule: "answer-sometimes-empty",
      severity: "warning",
      message: `${operation.id}: ${empty.map(({ status }) => status).join(", ")} has no content beside an answer that has, and counts as an error`,
      fix: "remove one of the two with an overlay",
      pointer: empty[0]?.pointer,
    });
  }
  return {
    response,
    outputs:
      response === "json"
        ? chosen.map(({ definition, pointer }) => ({ schema: definition["schema"], pointer: `${pointer}/schema` }))
        : [],
    events:
      response === "events"
        ? chosen.flatMap(({ definition, pointer }) =>
            readEvents(document, definition, `${operation.id}: the event stream`, pointer, report),
          )
        : [],
  };
}

function kindOf(mediaType: string): Exclude<ResponseKind, "none"> {
  if (isJsonType(mediaType)) return "json";
  if (mediaType === "text/event-stream") return "events";
  return isTextType(mediaType) ? "text" : "binary";
}

function reportOthers(
  operation: Operation,
  all: readonly MediaType[],
  chosen: MediaType,
  verb: "sent" | "read",
  report: Report,
): void {
  const others = [...new Set(all.map(({ type }) => type))].filter((type) => type !== chosen.type);
  if (others.length === 0) return;
  report({
    rule: "several-media-types",
    severity: "info",
    message: `${operation.id}: ${chosen.type} is ${verb}; ${others.join(", ")} is left out`,
    pointer: operation.pointer,
  });
}
