import type { OpenAPI3 } from "openapi-typescript";
import { pointerSegments, stringMember, type JsonObject } from "../../document/json.ts";
import type { Body, SentBody } from "../../model/body.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Direction } from "../../model/direction.ts";
import type { DocumentedResponse, Header } from "../../model/documented-response.ts";
import type { IncomingCall } from "../../model/incoming-call.ts";
import type { MediaType } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import type { Parameter } from "../../model/parameter.ts";
import { docTag, type DocTag, type Filling, type SourceText } from "../../source/source-text.ts";
import { parameterComment } from "./parameter-comment.ts";
import { describeWords, printType, unionOf } from "./print-type.ts";

/** Stores the replacement of a mark, and returns the mark. */
export type Mark = (filling: Filling) => string;

/** A document with marks, and the operations in it that stand in a place of their own. */
export interface MarkedDocument {
  readonly document: OpenAPI3;
  readonly moved: readonly MovedOperation[];
}

/** An operation whose method openapi-typescript does not know. It is laid out as the POST of a path of its own. */
export interface MovedOperation {
  /** The mark of its method. */
  readonly method: string;
  /** Where it stands, and where it belongs, as the document has them. */
  readonly from: string;
  readonly to: string;
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** An OpenAPI document of the API's shape, with marks for its names, types and comments. `names`: of the types of components, if they have one. */
export function markedDocument(
  operations: readonly Operation[],
  types: ComponentTypes,
  mark: Mark,
  names: ReadonlyMap<string, SourceText>,
  shared?: SharedParts,
): MarkedDocument {
  const schemas = Object.entries(types.schemas).map(([name, schema]) => [
    mark({ name }),
    { ...markedComment(describeWords(schema.words), mark), ...markedSchema(names.get(name) ?? printType(schema), mark) },
  ]);
  const items = new Map<string, { readonly at: string; readonly item: Record<string, object> }>();
  const paths: Record<string, Record<string, object>> = {};
  const moved: MovedOperation[] = [];
  for (const operation of operations.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const { path, method } = operation;
    const { at, item } = items.get(path) ?? { at: `/${mark({ name: path })}`, item: {} };
    items.set(path, { at, item });
    paths[at] = item;
    if (KNOWN_METHODS.has(method)) item[method] = markedOperation(operation, types, mark);
    else {
      const name = mark({ name: method });
      paths[`/${name}`] = { post: markedOperation(operation, types, mark) };
      moved.push({ method: name, from: `/${name}`, to: at });
    }
  }
  const document = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    paths,
    components: { schemas: Object.fromEntries(schemas), ...(shared ? markedParts(shared, types, mark) : {}) },
    ...(shared && shared.webhooks.length > 0 ? { webhooks: markedWebhooks(shared.webhooks, operations, types, mark) } : {}),
  };
  return { document, moved };
}

/** The named parts of a document other than schemas, and its webhooks. */
export interface SharedParts {
  readonly responses: readonly DocumentedResponse[];
  readonly bodies: readonly (readonly [name: string, body: Body])[];
  readonly headers: readonly Header[];
  readonly parameters: readonly (readonly [name: string, parameter: Parameter])[];
  readonly webhooks: readonly IncomingCall[];
}

function markedParts({ responses, bodies, headers, parameters }: SharedParts, types: ComponentTypes, mark: Mark): object {
  return {
    responses: Object.fromEntries(
      responses.map((response) => [mark({ name: response.status }), markedResponse(response, "output", types, mark)]),
    ),
    parameters: Object.fromEntries(
      parameters.map(([name, parameter]) => [mark({ name }), markedParameter(parameter, types, mark)]),
    ),
    requestBodies: Object.fromEntries(bodies.map(([name, body]) => [mark({ name }), markedBody(body, "input", types, mark)])),
    headers: Object.fromEntries(
      headers.map((header) => [
        mark({ name: header.name }),
        { schema: markedSchema(printType(types.canonical(header, "output")), mark) },
      ]),
    ),
  };
}

/** A user of the API reads a webhook, and writes its response. Its id is a name in `operations`, where no operation has it. */
function markedWebhooks(
  webhooks: readonly IncomingCall[],
  operations: readonly Operation[],
  types: ComponentTypes,
  mark: Mark,
): NonNullable<OpenAPI3["webhooks"]> {
  const items = new Map<string, Record<string, object>>();
  const taken = new Set(operations.map(({ id }) => id));
  for (const { definition, parameters, body, responses, pointer } of webhooks) {
    const [, name = "", method = ""] = pointerSegments(pointer);
    const item = items.get(name) ?? {};
    const id = stringMember(definition, "operationId");
    const isFree = id !== undefined && !taken.has(id);
    if (isFree) taken.add(id);
    item[method] = {
      ...(isFree && { operationId: mark({ name: id }) }),
      ...markedComment(describe(definition), mark),
      parameters: parameters.map((parameter) => markedParameter(parameter, types, mark)),
      ...(body ? { requestBody: markedBody(body, "output", types, mark) } : {}),
      responses: markedResponses(responses, "input", types, mark),
    };
    items.set(name, item);
  }
  return Object.fromEntries([...items].map(([name, item]) => [mark({ name }), item]));
}

function markedOperation(operation: Operation, types: ComponentTypes, mark: Mark): object {
  const { id, definition, parameters, body, bodies, responses } = operation;
  return {
    operationId: mark({ name: id }),
    ...markedComment(describe(definition), mark),
    parameters: parameters.map((parameter) => markedParameter(parameter, types, mark)),
    ...(body && bodies.length > 0 ? { requestBody: markedSentBody(body, bodies, types, mark) } : {}),
    responses: markedResponses(responses, "output", types, mark),
  };
}

function markedParameter(parameter: Parameter, types: ComponentTypes, mark: Mark): object {
  return {
    name: mark({ name: parameter.name }),
    in: parameter.in,
    required: parameter.required,
    ...markedComment(parameterComment(parameter, types), mark),
    schema: markedSchema(printType(types.canonical(parameter.schema === undefined ? parameter.input : parameter, "input")), mark),
  };
}

function markedBody({ required, definition, content }: Body, direction: Direction, types: ComponentTypes, mark: Mark): object {
  return { required, ...markedComment(describe(definition), mark), content: markedContent(content, direction, types, mark) };
}

/**
 * The body of an operation. A form may also be the platform's own. Text and bytes have the type of their schema, as in openapi-typescript.
 */
function markedSentBody({ required, definition }: Body, bodies: readonly SentBody[], types: ComponentTypes, mark: Mark): object {
  const content = bodies.map(({ media, input, types: others }) => {
    const described = printType(types.canonical(input ?? media, "input"));
    return [
      mark({ name: media.name }),
      { schema: markedSchema(input === undefined ? described : unionOf([described, ...others]), mark) },
    ] as const;
  });
  return { required, ...markedComment(describe(definition), mark), content: Object.fromEntries(content) };
}

function markedResponses(
  responses: readonly DocumentedResponse[],
  direction: Direction,
  types: ComponentTypes,
  mark: Mark,
): object {
  return Object.fromEntries(
    responses.map((response) => [
      // openapi-fetch decides by the number whether a response is a success.
      /^[1-5]\d\d$/.test(response.status) ? response.status : mark({ name: response.status }),
      markedResponse(response, direction, types, mark),
    ]),
  );
}

function markedResponse(
  { definition, content }: DocumentedResponse,
  direction: Direction,
  types: ComponentTypes,
  mark: Mark,
): object {
  return { ...markedComment(describe(definition), mark), content: markedContent(content, direction, types, mark) };
}

function markedContent(content: readonly MediaType[], direction: Direction, types: ComponentTypes, mark: Mark): object {
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

/** Keywords that openapi-typescript copies into a comment unchanged. */
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
