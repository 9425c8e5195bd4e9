import { isObject, objectMember, pointerSegments, resolvePointer, type Json, type JsonObject } from "../../document/json.ts";
import type { ApiModel } from "../../model/api-model.ts";
import type { DocumentedResponse } from "../../model/documented-response.ts";
import type { MediaType, SchemaPlace } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import type { Pages } from "../../model/pages/pages.ts";
import { resolveObject } from "../../model/reference.ts";
import { SampleValues } from "../../model/sample-values.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import { fileHeader, joinSource, jsonLiteral, objectKey, source, type SourceText } from "../../source/source-text.ts";

/** A response up to this number of characters has its optional parts too. */
const MOST_CHARACTERS = 20_000;

/** `responses.gen.ts`: the responses of an API's mock to each operation, from the document's examples and schemas. */
export async function emitResponses(model: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const samples = new SampleValues(model.document, "output");
  const problems: Problem[] = [];
  const rows = model.operations.map((operation) => {
    const response = responseOf(model.document, operation, samples);
    if (response) return source`    ${objectKey(operation.id)}: ${jsonLiteral(response)},\n`;
    problems.push({
      rule: "mock-response",
      severity: "info",
      message: `${operation.id}: no response is found that its schema allows, so the mock has none`,
      fix: "give the response an example with an overlay",
      pointer: operation.pointer,
    });
    return source``;
  });
  const sent = new SampleValues(model.document, "input");
  const inputs = model.operations.flatMap((operation) => {
    const input = inputOf(operation, sent);
    return input === undefined ? [] : [source`    ${objectKey(operation.id)}: ${jsonLiteral(input)},\n`];
  });
  const value = source`${fileHeader(vendor)}
import type { MockResponse } from "@specloom/client-runtime";

/** The responses of the mock, by the id of the operation. */
export const responses: Readonly<Record<string, MockResponse>> = {
${joinSource(rows, source``)}};

/** A valid input of each operation. An operation without an entry has an input that cannot be made up. */
export const inputs: Readonly<Record<string, object>> = {
${joinSource(inputs, source``)}};
`;
  return { value, problems };
}

function responseOf(document: JsonObject, operation: Operation, samples: SampleValues): JsonObject | undefined {
  const { id, responseKind, outputs, events, pages } = operation;
  const chosen = chosenResponse(operation);
  const status = /^2\d\d$/.test(chosen?.status ?? "") ? Number(chosen?.status) : responseKind === "none" ? 204 : 200;
  const ofKind = chosen?.content.filter(({ kind }) => kind === responseKind) ?? [];
  const media = ofKind.find(({ fullType }) => fullType === operation.media) ?? ofKind[0];
  const type = media === undefined || media.type.includes("*") ? undefined : media.fullType;
  const known = { status, ...(type !== undefined && { type }) };
  switch (responseKind) {
    case "none":
      return { status };
    case "text":
      return { ...known, text: "text" };
    case "binary":
      return { ...known, text: "bytes" };
    case "json": {
      const place = outputs.length > 1 ? (media ?? outputs[0]) : outputs[0];
      if (place?.schema === undefined) return { ...known, json: exampleOf(document, media) ?? {} };
      const body = shortest(place, id, samples, exampleOf(document, media));
      return body === undefined ? undefined : { ...known, json: pages ? lastPage(body, pages, place, samples) : body };
    }
    case "events": {
      const sent = events.map(({ name, schema, isText }) => {
        const data = schema === undefined ? {} : samples.valueOf(schema, id);
        // Text stands in the stream without quotes.
        if (isText && typeof data === "string")
          return { raw: `${name === undefined ? "" : `event: ${name}\n`}${data.replaceAll(/^/gm, "data: ")}\n\n` };
        return data === undefined ? undefined : { ...(name !== undefined && { event: name }), data };
      });
      return sent.every((event) => event !== undefined)
        ? { ...known, events: sent, ...(operation.signs.endMark && { endMark: true }) }
        : undefined;
    }
    default: {
      const lines = outputs.map(({ schema }) => (schema === undefined ? {} : samples.valueOf(schema, id)));
      return lines.every((line) => line !== undefined) ? { ...known, lines } : undefined;
    }
  }
}

/** The required inputs of an operation. */
function inputOf({ id, groups, sent }: Operation, samples: SampleValues): JsonObject | undefined {
  const parts: [string, Json][] = [];
  for (const { place, parameters } of groups) {
    const values = parameters
      .filter(({ optional }) => !optional)
      .map(({ name, input }): readonly [string, Json | undefined] => [
        name,
        samples.valueOf(input.schema ?? true, `${id} ${name}`, 0),
      ]);
    const known = values.filter((entry): entry is [string, Json] => entry[1] !== undefined);
    if (known.length < values.length) return undefined;
    if (known.length > 0) parts.push([place, Object.fromEntries(known)]);
  }
  if (sent?.required === true) {
    const isJson = sent.media.kind === "json" && sent.input !== undefined;
    const body = isJson ? samples.valueOf(sent.input?.schema, id, 0) : undefined;
    if (body === undefined) return undefined;
    parts.push(["body", body]);
  }
  return Object.fromEntries(parts);
}

/** The response that a client treats as success, and whose body is read in the operation's default way. */
function chosenResponse({ responses, responseKind }: Operation): DocumentedResponse | undefined {
  const found = responses.filter(({ succeeds }) => succeeds);
  return (
    found.find(({ content }) =>
      responseKind === "none" ? content.length === 0 : content.some(({ kind }) => kind === responseKind),
    ) ?? found[0]
  );
}

function isShort(value: Json): boolean {
  return JSON.stringify(value).length <= MOST_CHARACTERS;
}

/** The document's own example if it fits, or else a value with optional parts, unless it is very long. */
function shortest(place: SchemaPlace, seed: string, samples: SampleValues, example: Json | undefined): Json | undefined {
  const { schema } = place;
  if (schema === undefined) return undefined;
  if (example !== undefined && isShort(example) && samples.isAllowed(schema, example)) return example;
  const full = samples.valueOf(schema, seed);
  return full !== undefined && isShort(full) ? full : (samples.valueOf(schema, seed, 0) ?? full);
}

function exampleOf(document: JsonObject, media: MediaType | undefined): Json | undefined {
  if (!media) return undefined;
  const [named] = Object.values(objectMember(media.definition, "examples"));
  return media.definition["example"] ?? resolveObject(document, named)?.["value"];
}

/** The page as the last one, since the mock has no other: a walk has to end. */
function lastPage(
  body: Json,
  { items, next, more, last, total, totalPages }: Pages,
  { schema }: SchemaPlace,
  samples: SampleValues,
): Json {
  const list = resolvePointer(body, items);
  const changes: readonly (readonly [pointer: string | undefined, value: Json | undefined])[] = [
    [more, false],
    [last, true],
    [total, Array.isArray(list) ? list.length : 0],
    [totalPages, 1],
  ];
  let page = body;
  for (const [pointer, value] of changes) page = pointer === undefined ? page : withValue(page, pointerSegments(pointer), value);
  if (next === undefined) return page;
  const ends = [null, undefined, ""].map((value) => withValue(page, pointerSegments(next), value));
  return ends.find((end) => schema === undefined || samples.isAllowed(schema, end)) ?? page;
}

/** The value with another value at one of its places. Undefined removes the place. */
function withValue(body: Json, [name, ...rest]: readonly string[], value: Json | undefined): Json {
  if (name === undefined || !isObject(body) || !Object.hasOwn(body, name)) return body;
  const { [name]: old, ...others } = body;
  if (rest.length > 0) return { ...body, [name]: withValue(old ?? null, rest, value) };
  return value === undefined ? others : { ...body, [name]: value };
}
