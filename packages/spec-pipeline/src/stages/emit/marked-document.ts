import type { OpenAPI3 } from "openapi-typescript";
import { stringMember, type JsonObject } from "../../document/json.ts";
import type { SentBody } from "../../model/body.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { MediaType } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import { docTag, type DocTag, type Filling, type SourceText } from "../../source/source-text.ts";
import { describeWords, printType, unionOf } from "./print-type.ts";

/** Notes what stands for a mark, and gives the mark. */
export type Mark = (filling: Filling) => string;

/** An OpenAPI document of the API's shape, with marks for its names, types and comments. */
export function markedDocument(operations: readonly Operation[], types: ComponentTypes, mark: Mark): OpenAPI3 {
  const schemas = Object.entries(types.schemas).map(([name, schema]) => [
    mark({ name }),
    { ...markedComment(describeWords(schema.words), mark), ...markedSchema(printType(schema), mark) },
  ]);
  const paths = new Map<string, Record<string, object>>();
  for (const operation of operations.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const item = paths.get(operation.path) ?? {};
    item[operation.method] = markedOperation(operation, types, mark);
    paths.set(operation.path, item);
  }
  return {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    paths: Object.fromEntries([...paths].map(([path, item]) => [`/${mark({ name: path })}`, item])),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

function markedOperation(operation: Operation, types: ComponentTypes, mark: Mark): object {
  const { id, definition, parameters, body, bodies, answers } = operation;
  return {
    operationId: mark({ name: id }),
    ...markedComment(describe(definition), mark),
    parameters: parameters.map((parameter) => ({
      name: mark({ name: parameter.name }),
      in: parameter.in,
      required: parameter.required,
      ...markedComment(describe(parameter.definition), mark),
      schema: markedSchema(
        printType(types.canonical(parameter.schema === undefined ? parameter.input : parameter, "input")),
        mark,
      ),
    })),
    ...(body && bodies.length > 0
      ? {
          requestBody: {
            required: body.required,
            ...markedComment(describe(body.definition), mark),
            content: Object.fromEntries(bodies.map((sent) => [mark({ name: sent.media.name }), markedBody(sent, types, mark)])),
          },
        }
      : {}),
    responses: Object.fromEntries(
      answers.map(({ status, definition: answer, content }) => [
        // openapi-fetch tells by the number whether an answer is a success.
        /^[1-5]\d\d$/.test(status) ? status : mark({ name: status }),
        { ...markedComment(describe(answer), mark), content: markedContent(content, types, mark) },
      ]),
    ),
  };
}

/** A form may be one of the platform's as well. Text and bytes are what their schema says, as openapi-typescript has them. */
function markedBody({ media, input, types: others }: SentBody, types: ComponentTypes, mark: Mark): object {
  const described = printType(types.canonical(input ?? media, "input"));
  return { schema: markedSchema(input === undefined ? described : unionOf([described, ...others]), mark) };
}

function markedContent(content: readonly MediaType[], types: ComponentTypes, mark: Mark): object {
  return Object.fromEntries(
    content.map((media) => [
      mark({ name: media.name }),
      { schema: markedSchema(printType(types.canonical(media, "output")), mark) },
    ]),
  );
}

function markedSchema(type: SourceText, mark: Mark): object {
  return { type: "string", "x-type": mark({ type }) };
}

/** What openapi-typescript puts into a comment as it is. */
function markedComment(comment: readonly (string | DocTag)[], mark: Mark): object {
  return comment.length === 0 ? {} : { title: mark({ comment }) };
}

function describe(definition: JsonObject): readonly (string | DocTag)[] {
  const texts = [stringMember(definition, "summary"), stringMember(definition, "description")];
  return [
    ...texts.filter((text): text is string => text !== undefined && text.trim() !== ""),
    ...(definition["deprecated"] === true ? [docTag("deprecated")] : []),
  ];
}
