import type { Direction } from "../../model/canonical-schema.ts";
import { readComponentTypes, type ComponentTypes } from "../../model/component-types.ts";
import { parameterSchema, readOperations, type Operation } from "../../model/operation.ts";
import { resolveObject } from "../../model/reference.ts";
import type { EmitSettings } from "../../model/emit-settings.ts";
import { fileHeader } from "../../source/source-text.ts";
import { printModule } from "./type-printer.ts";
import { objectMember, stringMember, type Json, type JsonObject } from "../../document/json.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";

/** `schema.gen.ts`: the types of every component and operation, through openapi-typescript. */
export async function emitSchema(bundled: JsonObject, settings: EmitSettings): Promise<StageResult<string>> {
  const problems: Problem[] = [];
  // What is wrong with operations is said once, by the stage that emits them.
  const operations = readOperations(bundled, () => {});
  const types = readComponentTypes(bundled, operations, (problem) => problems.push(problem));
  const module = printModule({
    openapi: "3.1.0",
    info: { title: settings.vendor, version: "" },
    paths: pathTypes(bundled, operations, types),
    components: { schemas: types.schemas },
  });
  return { value: `${fileHeader(settings.vendor)}\n${module}`, problems };
}

/** Ids that openapi-typescript can refer to; an operation with another stands under its path alone. */
const REFERABLE = /^[\w.-]+$/;

function pathTypes(document: JsonObject, operations: readonly Operation[], types: ComponentTypes): JsonObject {
  const paths = new Map<string, Record<string, Json>>();
  for (const operation of operations.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const item = paths.get(operation.path) ?? {};
    item[operation.method] = operationTypes(document, operation, types);
    paths.set(operation.path, item);
  }
  return Object.fromEntries(paths);
}

function operationTypes(document: JsonObject, operation: Operation, types: ComponentTypes): JsonObject {
  const { definition, parameters, body, answers, pointer } = operation;
  return {
    ...(REFERABLE.test(operation.id) ? { operationId: operation.id } : {}),
    ...commentOf(definition),
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      ...commentOf(parameter.definition),
      schema: types.canonical(parameterSchema(parameter) ?? { type: "string" }, "input", parameter.pointer),
    })),
    ...(body
      ? {
          requestBody: {
            ...commentOf(body),
            required: body["required"] === true,
            content: contentTypes(document, body, "input", `${pointer}/requestBody`, types),
          },
        }
      : {}),
    responses: Object.fromEntries(
      answers.map((answer) => [
        answer.status,
        { ...commentOf(answer.definition), content: contentTypes(document, answer.definition, "output", answer.pointer, types) },
      ]),
    ),
  };
}

function contentTypes(
  document: JsonObject,
  holder: JsonObject,
  direction: Direction,
  pointer: string,
  types: ComponentTypes,
): JsonObject {
  const content = Object.entries(objectMember(holder, "content")).map(([type, media]): [string, Json] => [
    type,
    { schema: types.canonical(resolveObject(document, media)?.["schema"], direction, `${pointer}/content`) },
  ]);
  return Object.fromEntries(content);
}

/** What openapi-typescript puts first in a comment is the title, so texts go there. */
function commentOf(definition: JsonObject): JsonObject {
  const text = [stringMember(definition, "summary"), stringMember(definition, "description")].filter(
    (line) => line !== undefined && line !== "",
  );
  return {
    ...(text.length > 0 ? { title: text.join("\n") } : {}),
    ...(definition["deprecated"] === true ? { deprecated: true } : {}),
  };
}
