import type { JsonObject } from "../../document/json.ts";
import { wireMethod } from "../../document/nodes.ts";
import type { ApiModel } from "../../model/api-model.ts";
import type { SentBody } from "../../model/body.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import { isStream, type ReadResponse } from "../../model/documented-response.ts";
import { isMultipart, type SchemaPlace } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import type { ValueStyle } from "../../model/value-style.ts";
import type { StageResult } from "../../problems/problem.ts";
import {
  docComment,
  docTag,
  fileHeader,
  indentRest,
  joinSource,
  jsonLiteral,
  memberOf,
  objectKey,
  propertyKey,
  source,
  stringLiteral,
  type SourceText,
} from "../../source/source-text.ts";
import { readInputRules, type InputRules } from "./input-rules.ts";
import { operationComment } from "./operation-comment.ts";
import { operationNames } from "./operation-names.ts";
import { parameterComment } from "./parameter-comment.ts";
import { paramsLayout } from "./params-layout.ts";
import { printType, unionOf } from "./print-type.ts";
import { printWebhooks } from "./print-webhooks.ts";
import { runtimeTypes } from "./runtime-types.ts";

/** `operations.gen.ts`: the input and output of each operation, and the table by which the runtime calls them. */
export async function emitOperations(model: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const { operations, types } = model;
  const names = operationNames(operations);
  const rules = readInputRules(model, new Set([...names.values()].map(({ row }) => row)));
  const interfaces = joinSource(
    operations.map((operation) => operationInterface(operation, types)),
    source``,
  );
  const rows = joinSource(
    operations.map((operation) => {
      const name = names.get(operation)?.row ?? source``;
      const comment = docComment([`\`${operation.call}\``], source``);
      return source`${comment}export const ${name}: OperationDescriptor = {\n${operationRow(operation, model, rules)}};\n\n`;
    }),
    source``,
  );
  const table = operations.map(
    (operation) => source`    ${objectKey(operation.id)}: ${names.get(operation)?.row ?? source``},\n`,
  );
  const printed = printWebhooks(model);
  const components = source`${interfaces}${printed}`.includes('components["schemas"]')
    ? source`import type { components } from "./schema.gen.ts";\n`
    : source``;
  // An annotation checks the table as `as const satisfies` would, and keeps declarations readable without the compiler's inference.
  const value = source`${fileHeader(vendor)}
import type { ${joinSource([...runtimeTypes(interfaces), source`OperationDescriptor`, source`OperationTable`, ...(printed === "" ? [] : [source`WebhookScheme`])], source`, `)} } from "@specloom/client-runtime";
${components}
/** The input and output of every operation, by its id. */
export interface Operations {
${interfaces}}

/** The fields of bodies that ask for a stream. */
export type StreamField = ${streamFields(operations)};

${rules.constants === "" ? source`` : source`${rules.constants}\n`}${rows}/** The operation table: a row for each operation, by its id. */
export const operations: OperationTable<keyof Operations> = {
${joinSource(table, source``)}};
${printed}`;
  return { value, problems: [] };
}

const INDENT = source`    `;

/** Each part on its own lines, indented. */
function lines(parts: readonly SourceText[]): SourceText {
  return joinSource(
    parts.map((part) => source`${INDENT}${indentRest(part, INDENT)}\n`),
    source``,
  );
}

function operationInterface(operation: Operation, types: ComponentTypes): SourceText {
  const members = [
    source`input: ${inputType(operation, types)};`,
    ...responseMembers(operation, types),
    ...bodiesMember(operation, types),
    ...acceptsMember(operation, types),
    ...streamFlagMember(operation, types),
    ...errorsMember(operation, types),
  ];
  const entry = source`${propertyKey(operation.id)}: {\n${lines(members)}};`;
  return source`${docComment(operationComment(operation), INDENT)}${lines([entry])}`;
}

function inputType(operation: Operation, types: ComponentTypes): SourceText {
  const { groups, sent, bodies, reads } = operation;
  const members = groups.map(({ place, parameters }) => {
    const fields = parameters.map((parameter) => {
      const comment = docComment(parameterComment(parameter, types), source``);
      const type = printType(types.canonical(parameter.input, "input"));
      return source`${comment}${optionally(parameter.name, type, parameter.optional)}`;
    });
    return optionally(
      place,
      source`{\n${lines(fields)}}`,
      parameters.every((parameter) => parameter.optional),
    );
  });
  if (reads.length > 1) {
    const accept = optionally("accept", unionOf(reads.map(({ media }) => stringLiteral(media ?? ""))), true);
    members.push(source`${choiceComment("The media type that the response is read as.", reads[0]?.media)}${accept}`);
  }
  if (sent && bodies.length === 1) members.push(optionally("body", bodyType(sent, types), !sent.required));
  const own = members.length === 0 && bodies.length === 0 ? source`Record<string, never>` : source`{\n${lines(members)}}`;
  if (bodies.length < 2) return own;
  const variants = bodyVariants(bodies, types).map(({ contentTypes, isUsual }) => {
    const place = bodyPlace(operation, contentTypes[0] ?? "");
    const isOptional = isUsual && bodies[0]?.required === false;
    const choice = optionally("contentType", unionOf(contentTypes.map(stringLiteral)), isUsual);
    const contentType = source`${choiceComment("The media type that the body is sent as.", bodies[0]?.contentType)}${choice}`;
    return source`{\n${lines([contentType, optionally("body", place, isOptional)])}}`;
  });
  const choice = joinSource(variants, source` | `);
  return members.length === 0 ? choice : source`${own} & (${choice})`;
}

function choiceComment(words: string, usual: string | undefined): SourceText {
  return docComment([words, docTag("default", usual ?? "")], source``);
}

/** The type of a body if an operation has several: the default's name is fixed, the others may change. */
export function bodyPlace({ id, bodies }: Operation, contentType: string): SourceText {
  const member = bodies.length > 1 ? source`["bodies"][${stringLiteral(contentType)}]` : source`["input"]["body"]`;
  return source`Operations[${stringLiteral(id)}]${member}`;
}

/** Media types whose bodies have one type. */
interface BodyVariant {
  readonly contentTypes: readonly string[];
  /** Whether it is sent if no media type is named: it is the default, or it has files. */
  readonly isUsual: boolean;
}

function bodyVariants(bodies: readonly SentBody[], types: ComponentTypes): readonly BodyVariant[] {
  const byType = Map.groupBy(bodies, (body) => bodyType(body, types));
  return [...byType].map(([type, same]) => ({
    contentTypes: same.map(({ contentType }) => contentType),
    isUsual: same.some((body) => body === bodies[0] || (isMultipart(body.media.type) && hasFiles(type))),
  }));
}

/** Whether a field of a form takes a file. */
function hasFiles(type: SourceText): boolean {
  return runtimeTypes(type).some((name) => name === "FormFile");
}

function bodyType({ input, types: others }: SentBody, types: ComponentTypes): SourceText {
  const described = input === undefined ? [] : [printType(types.canonical(input, "input"))];
  return unionOf([...described, ...others]);
}

function bodiesMember({ bodies }: Operation, types: ComponentTypes): readonly SourceText[] {
  if (bodies.length < 2) return [];
  const members = bodies.map((body) => source`${propertyKey(body.contentType)}: ${bodyType(body, types)};`);
  return [source`bodies: {\n${lines(members)}};`];
}

function responseMembers(read: ReadResponse, types: ComponentTypes): readonly SourceText[] {
  return [source`output: ${outputType(read, types)};`, source`stream: ${isStream(read.responseKind)};`];
}

function acceptsMember({ reads }: Operation, types: ComponentTypes): readonly SourceText[] {
  if (reads.length < 2) return [];
  const members = reads.map((read) => source`${propertyKey(read.media ?? "")}: {\n${lines(responseMembers(read, types))}};`);
  return [source`accepts: {\n${lines(members)}};`];
}

function streamFlagMember({ streamFlag }: Operation, types: ComponentTypes): readonly SourceText[] {
  if (!streamFlag) return [];
  const members = [source`field: ${stringLiteral(streamFlag.field)};`, ...responseMembers(streamFlag.read, types)];
  return [source`streamFlag: {\n${lines(members)}};`];
}

/** Written out, as the compiler of a program would read all operations to find them. */
function streamFields(operations: readonly Operation[]): SourceText {
  const fields = new Set(operations.flatMap(({ streamFlag }) => streamFlag?.field ?? []));
  return fields.size === 0 ? source`never` : unionOf([...fields].map(stringLiteral));
}

/** A member that callers may leave out, or pass on as `undefined`. */
function optionally(name: string, type: SourceText, optional: boolean): SourceText {
  return optional ? source`${propertyKey(name)}?: ${type} | undefined;` : source`${propertyKey(name)}: ${type};`;
}

function outputType({ responseKind, statuses, events, outputs }: ReadResponse, types: ComponentTypes): SourceText {
  const read = (place: SchemaPlace): SourceText =>
    place.schema === undefined ? source`unknown` : printType(types.canonical(place, "output"));
  if (responseKind === "none") return source`void`;
  if (responseKind === "events") {
    return unionOf(
      events.map((event) => {
        const name = event.name === undefined ? source`string` : stringLiteral(event.name);
        return source`{ event: ${name}; data: ${read(event)} }`;
      }),
    );
  }
  if (responseKind === "lines") return unionOf(outputs.map(read));
  const kinds = new Set([responseKind, ...Object.values(statuses)]);
  return unionOf([
    ...outputs.map(read),
    ...(kinds.has("text") ? [source`string`] : []),
    ...(kinds.has("binary") ? [source`Blob`] : []),
    ...(kinds.has("none") ? [source`undefined`] : []),
  ]);
}

/** Bodies of the responses that are no success. JSON is parsed, other text is a string. */
function errorsMember({ responses }: Operation, types: ComponentTypes): readonly SourceText[] {
  const members = responses.flatMap(({ status, succeeds, content }) => {
    const key = /^[345]\d\d$/.test(status) ? jsonLiteral(Number(status)) : ERROR_RANGES.get(status.toUpperCase());
    if (succeeds || key === undefined) return [];
    const bodies = content.map((media) => {
      if (media.kind === "text") return source`string`;
      return media.kind !== "json" || media.schema === undefined ? source`unknown` : printType(types.canonical(media, "output"));
    });
    return [source`${key}: ${bodies.length === 0 ? source`unknown` : unionOf(bodies)};`];
  });
  return members.length === 0 ? [] : [source`errors: {\n${lines(members)}};`];
}

const ERROR_RANGES: ReadonlyMap<string, SourceText> = new Map([
  ...["3XX", "4XX", "5XX"].map((range) => [range, stringLiteral(range)] as const),
  ["DEFAULT", source`default`],
]);

/** `docs`: the page of the whole API, for an operation without one of its own. */
function operationRow(operation: Operation, { docs: apiDocs, types }: ApiModel, inputRules: InputRules): SourceText {
  const { method, server, path, safe, sent, responseKind, statuses, docs } = operation;
  const page = docs || apiDocs;
  const texts = textEvents(operation);
  const security = operation.security.map((schemes) => listOf([...schemes.keys()].map(stringLiteral)));
  const { takesBody, isGrouped } = paramsLayout(operation, inputRules.of(operation), types);
  const rules = inputRules.print(operation, INDENT);
  const members = [
    source`id: ${stringLiteral(operation.id)},`,
    source`method: ${stringLiteral(wireMethod(method))},`,
    ...(server === undefined ? [] : [source`server: ${stringLiteral(server)},`]),
    source`path: ${stringLiteral(path)},`,
    source`safe: ${safe},`,
    source`security: ${listOf(security)},`,
    source`response: ${stringLiteral(responseKind)},`,
    ...(Object.keys(statuses).length > 0 ? [source`statuses: ${jsonLiteral(statuses)},`] : []),
    ...signsOf(operation).map((signs) => source`${signs},`),
    ...(texts.length > 0 ? [source`texts: ${jsonLiteral(texts)},`] : []),
    ...mediaOf(operation),
    ...stylesOf(operation),
    ...(sent && sent.contentType !== "application/json" ? [source`contentType: ${stringLiteral(sent.contentType)},`] : []),
    ...otherBodies(operation, inputRules),
    ...fieldsOf(operation),
    ...(takesBody === undefined ? [] : [source`takesBody: ${stringLiteral(takesBody)},`]),
    ...(isGrouped ? [source`isGrouped: true,`] : []),
    ...(rules === undefined ? [] : [source`rules: ${rules},`]),
    ...(page === "" ? [] : [source`docs: ${stringLiteral(page)},`]),
  ];
  return joinSource(
    members.map((member) => source`${INDENT}${member}\n`),
    source``,
  );
}

/** How parameters are written, by place and name, if not in the default way. */
function stylesOf({ groups }: Operation): readonly SourceText[] {
  const places = groups.flatMap(({ place, parameters }) => {
    const styled = parameters.filter(({ writing }) => Object.keys(writing).length > 0);
    return styled.length === 0
      ? []
      : [[place, Object.fromEntries(styled.map(({ name, writing }) => [name, styleJson(writing)]))] as const];
  });
  return places.length === 0 ? [] : [source`styles: ${jsonLiteral(Object.fromEntries(places))},`];
}

function styleJson({ fields, ...style }: ValueStyle): JsonObject {
  if (!fields) return { ...style };
  return { ...style, fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, styleJson(field)])) };
}

/** How the fields of a form are written, by its type and their name, if not in the default way. */
function fieldsOf({ bodies }: Operation): readonly SourceText[] {
  const forms = bodies.filter(({ fields }) => Object.keys(fields).length > 0);
  const written = forms.map(({ contentType, fields }) => [
    contentType,
    Object.fromEntries(Object.entries(fields).map(([name, style]) => [name, { ...style }])),
  ]);
  return forms.length === 0 ? [] : [source`fields: ${jsonLiteral(Object.fromEntries(written))},`];
}

/** The default `Accept` header, and the types that a caller may ask for instead. */
function mediaOf({ accept, reads, streamFlag }: Operation): readonly SourceText[] {
  const entries = reads.map((read) => {
    const media = read.media ?? "";
    return source`${INDENT}${INDENT}${objectKey(media)}: ${memberOf(media, source`{ ${kindOf(read)} }`)},\n`;
  });
  return [
    ...(accept === undefined ? [] : [source`accept: ${stringLiteral(accept)},`]),
    ...(reads.length > 1 ? [source`accepts: {\n${joinSource(entries, source``)}${INDENT}},`] : []),
    ...(streamFlag
      ? [
          source`streamFlag: { field: ${stringLiteral(streamFlag.field)}, accept: ${stringLiteral(streamFlag.read.media ?? "")}, ${kindOf(streamFlag.read)} },`,
        ]
      : []),
  ];
}

function kindOf(read: ReadResponse): SourceText {
  const { responseKind, statuses } = read;
  const texts = textEvents(read);
  const members = [
    source`response: ${stringLiteral(responseKind)}`,
    ...(Object.keys(statuses).length > 0 ? [source`statuses: ${jsonLiteral(statuses)}`] : []),
    ...signsOf(read),
    ...(texts.length > 0 ? [source`texts: ${jsonLiteral(texts)}`] : []),
  ];
  return joinSource(members, source`, `);
}

/** How a stream tells its end and its errors from its items, where it does. */
function signsOf({ signs: { endMark, errors, items } }: ReadResponse): readonly SourceText[] {
  const signs = { ...(endMark ? { endMark } : {}), ...(errors.length > 0 ? { errors, items } : {}) };
  return Object.keys(signs).length > 0 ? [source`signs: ${jsonLiteral(signs)}`] : [];
}

/** The names of events whose data is text; `*` for those of any name. */
function textEvents({ events }: ReadResponse): readonly string[] {
  return events.flatMap(({ name = "*", isText }) => (isText ? [name] : []));
}

/** The bodies that a caller may choose instead of the default. */
function otherBodies(operation: Operation, rules: InputRules): readonly SourceText[] {
  const others = operation.bodies.slice(1);
  if (others.length === 0) return [];
  const inner = source`${INDENT}${INDENT}`;
  const entries = others.map((body) => {
    const rule = rules.printBody(body, inner);
    return source`${inner}${objectKey(body.contentType)}: {${rule === undefined ? source`` : source` rules: ${rule} `}},\n`;
  });
  return [source`bodies: {\n${joinSource(entries, source``)}${INDENT}},`];
}

function listOf(entries: readonly SourceText[]): SourceText {
  return source`[${joinSource(entries, source`, `)}]`;
}
