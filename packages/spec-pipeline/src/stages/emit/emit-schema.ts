import type { ApiModel } from "../../model/api-model.ts";
import type { Direction } from "../../model/canonical-schema.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { MediaType } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import { fileHeader } from "../../source/source-text.ts";
import { stringMember, type Json, type JsonObject } from "../../document/json.ts";
import type { StageResult } from "../../problems/problem.ts";
import { printModule } from "./type-printer.ts";

/** `schema.gen.ts`: the types of every component and operation, through openapi-typescript. */
export async function emitSchema({ operations, types }: ApiModel, vendor: string): Promise<StageResult<string>> {
  const module = printModule({
    openapi: "3.1.0",
    info: { title: vendor, version: "" },
    paths: pathTypes(operations, types),
    components: { schemas: types.schemas },
  });
  return { value: `${fileHeader(vendor)}\n${module}`, problems: [] };
}

/** Ids that openapi-typescript can refer to; an operation with another stands under its path alone. */
const REFERABLE = /^[\w.-]+$/;

function pathTypes(operations: readonly Operation[], types: ComponentTypes): JsonObject {
  const paths = new Map<string, Record<string, Json>>();
  for (const operation of operations.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const item = paths.get(operation.path) ?? {};
    item[operation.method] = operationTypes(operation, types);
    paths.set(operation.path, item);
  }
  return Object.fromEntries(paths);
}

function operationTypes({ id, definition, parameters, body, answers }: Operation, types: ComponentTypes): JsonObject {
  return {
    ...(REFERABLE.test(id) ? { operationId: id } : {}),
    ...commentOf(definition),
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      ...commentOf(parameter.definition),
      schema: types.canonical(parameter.schema === undefined ? parameter.input : parameter, "input"),
    })),
    ...(body
      ? {
          requestBody: {
            ...commentOf(body.definition),
            required: body.required,
            content: contentTypes(body.content, "input", types),
          },
        }
      : {}),
    responses: Object.fromEntries(
      answers.map(({ status, definition: answer, content }) => [
        status,
        { ...commentOf(answer), content: contentTypes(content, "output", types) },
      ]),
    ),
  };
}

function contentTypes(content: readonly MediaType[], direction: Direction, types: ComponentTypes): JsonObject {
  return Object.fromEntries(content.map((media) => [media.name, { schema: types.canonical(media, direction) }]));
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
