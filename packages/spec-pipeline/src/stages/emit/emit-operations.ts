import { stringMember } from "../../document/json.ts";
import { isStream } from "../../model/answer.ts";
import type { ApiModel } from "../../model/api-model.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { SchemaPlace } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import type { Parameter } from "../../model/parameter.ts";
import type { StageResult } from "../../problems/problem.ts";
import {
  docComment,
  docTag,
  fileHeader,
  indentRest,
  joinSource,
  jsonLiteral,
  objectKey,
  propertyKey,
  source,
  stringLiteral,
  type DocTag,
  type SourceText,
} from "../../source/source-text.ts";
import { readInputRules, type InputRules } from "./input-rules.ts";
import { operationNames } from "./operation-names.ts";
import { paramsLayout } from "./params-layout.ts";
import { describeWords, printType, unionOf } from "./print-type.ts";
import { runtimeTypes } from "./runtime-types.ts";

/** `operations.gen.ts`: what each operation takes and gives, and the table that the runtime calls them by. */
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
  const components = interfaces.includes('components["schemas"]')
    ? source`import type { components } from "./schema.gen.ts";\n`
    : source``;
  // An annotation checks the table as `as const satisfies` would, and keeps declarations readable without the compiler's inference.
  const value = source`${fileHeader(vendor)}
import type { ${joinSource([...runtimeTypes(interfaces), source`OperationDescriptor`, source`OperationTable`], source`, `)} } from "@specloom/client-runtime";
${components}
/** Input and output of every operation, by its id. */
export interface Operations {
${interfaces}}

${rules.constants === "" ? source`` : source`${rules.constants}\n`}${rows}/** How every operation is called. */
export const operations: OperationTable<keyof Operations> = {
${joinSource(table, source``)}};
`;
  return { value, problems: [] };
}

const INDENT = source`    `;

/** Each part on lines of its own, moved to the right. */
function lines(parts: readonly SourceText[]): SourceText {
  return joinSource(
    parts.map((part) => source`${INDENT}${indentRest(part, INDENT)}\n`),
    source``,
  );
}

function operationInterface(operation: Operation, types: ComponentTypes): SourceText {
  const members = [
    source`input: ${inputType(operation, types)};`,
    source`output: ${outputType(operation, types)};`,
    source`stream: ${isStream(operation.response)};`,
    ...errorsMember(operation, types),
  ];
  const entry = source`${propertyKey(operation.id)}: {\n${lines(members)}};`;
  return source`${docComment(operationComment(operation), INDENT)}${lines([entry])}`;
}

function operationComment({ summary, description, call, deprecated, docs }: Operation): readonly (string | DocTag)[] {
  const texts = [summary, description].filter((text): text is string => text !== undefined && text.trim() !== "");
  return [
    ...texts.flatMap((text, index) => (index === 0 ? [text] : ["", text])),
    ...(texts.length > 0 ? [""] : []),
    `\`${call}\``,
    ...(deprecated ? [docTag("deprecated")] : []),
    ...(docs === "" ? [] : [docTag("see", docs)]),
  ];
}

function inputType({ groups, sent }: Operation, types: ComponentTypes): SourceText {
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
  if (sent) {
    const described = sent.input === undefined ? [] : [printType(types.canonical(sent.input, "input"))];
    members.push(optionally("body", unionOf([...described, ...sent.types]), !sent.required));
  }
  return members.length === 0 ? source`Record<string, never>` : source`{\n${lines(members)}}`;
}

/** A member that callers may leave out, or hand on as `undefined`. */
function optionally(name: string, type: SourceText, optional: boolean): SourceText {
  return optional ? source`${propertyKey(name)}?: ${type} | undefined;` : source`${propertyKey(name)}: ${type};`;
}

function parameterComment({ input, definition }: Parameter, types: ComponentTypes): readonly (string | DocTag)[] {
  const { text, ...words } = types.canonical(input, "input").words ?? {};
  const own = stringMember(definition, "description");
  return [
    ...(own === undefined ? [] : [own]),
    ...(text === undefined || text === own ? [] : [text]),
    ...describeWords({ ...words, ...(definition["deprecated"] === true ? { deprecated: true } : {}) }),
  ];
}

function outputType({ response, statuses, events, outputs }: Operation, types: ComponentTypes): SourceText {
  const read = (place: SchemaPlace): SourceText =>
    place.schema === undefined ? source`unknown` : printType(types.canonical(place, "output"));
  if (response === "none") return source`void`;
  if (response === "events") {
    return unionOf(
      events.map((event) => {
        const name = event.name === undefined ? source`string` : stringLiteral(event.name);
        return source`{ event: ${name}; data: ${read(event)} }`;
      }),
    );
  }
  if (response === "lines") return unionOf(outputs.map(read));
  const kinds = new Set([response, ...Object.values(statuses)]);
  return unionOf([
    ...outputs.map(read),
    ...(kinds.has("text") ? [source`string`] : []),
    ...(kinds.has("binary") ? [source`Blob`] : []),
    ...(kinds.has("none") ? [source`undefined`] : []),
  ]);
}

/** Bodies of the answers that are no success. Any JSON is parsed, and other text is a string. */
function errorsMember({ answers }: Operation, types: ComponentTypes): readonly SourceText[] {
  const members = answers.flatMap(({ status, succeeds, content }) => {
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
  const { method, server, path, safe, sent, response, statuses, docs } = operation;
  const page = docs || apiDocs;
  const security = operation.security.map((schemes) => listOf([...schemes.keys()].map(stringLiteral)));
  const { takesBody, isGrouped } = paramsLayout(operation, inputRules.of(operation), types);
  const rules = inputRules.print(operation, INDENT);
  const members = [
    source`id: ${stringLiteral(operation.id)},`,
    source`method: ${stringLiteral(method.toUpperCase())},`,
    ...(server === undefined ? [] : [source`server: ${stringLiteral(server)},`]),
    source`path: ${stringLiteral(path)},`,
    source`safe: ${safe},`,
    source`security: ${listOf(security)},`,
    source`response: ${stringLiteral(response)},`,
    ...(Object.keys(statuses).length > 0 ? [source`statuses: ${jsonLiteral(statuses)},`] : []),
    ...stylesOf(operation),
    ...(sent && sent.contentType !== "application/json" ? [source`contentType: ${stringLiteral(sent.contentType)},`] : []),
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

/** How parameters are written, by place and name, where it is not the default. */
function stylesOf({ groups }: Operation): readonly SourceText[] {
  const places = groups.flatMap(({ place, parameters }) => {
    const styled = parameters.filter(({ writing }) => Object.keys(writing).length > 0);
    return styled.length === 0
      ? []
      : [[place, Object.fromEntries(styled.map(({ name, writing }) => [name, { ...writing }]))] as const];
  });
  return places.length === 0 ? [] : [source`styles: ${jsonLiteral(Object.fromEntries(places))},`];
}

/** How the fields of a form are written, by its type and their name, where it is not the default. */
function fieldsOf({ sent }: Operation): readonly SourceText[] {
  const fields = Object.entries(sent?.fields ?? {}).map(([name, style]) => [name, { ...style }] as const);
  return !sent || fields.length === 0
    ? []
    : [source`fields: ${jsonLiteral({ [sent.contentType]: Object.fromEntries(fields) })},`];
}

function listOf(entries: readonly SourceText[]): SourceText {
  return source`[${joinSource(entries, source`, `)}]`;
}
