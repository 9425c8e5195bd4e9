import type { ApiModel } from "../../model/api-model.ts";
import { isStream } from "../../model/documented-response.ts";
import { printMethodName, walkName } from "../../model/method-name.ts";
import type { Operation } from "../../model/operation.ts";
import type { StageResult } from "../../problems/problem.ts";
import {
  docComment,
  docTag,
  fileHeader,
  identifier,
  joinSource,
  jsonLiteral,
  objectKey,
  propertyKey,
  source,
  stringLiteral,
  variableName,
  type DocTag,
  type SourceText,
} from "../../source/source-text.ts";
import { byResource, type Method } from "./by-resource.ts";
import { bodyPlace } from "./emit-operations.ts";
import { readInputRules, type InputRules } from "./input-rules.ts";
import { itemType } from "./item-type.ts";
import { methodComment, walkComment } from "./method-comment.ts";
import { methodSignature } from "./method-signature.ts";
import { operationNames } from "./operation-names.ts";
import { paramsLayout, type ParamsLayout } from "./params-layout.ts";

const INDENT = source`    `;

/** The printed parts of an operation, the same under each of its names. */
interface Printed {
  readonly row: SourceText;
  readonly type: SourceText;
  readonly layout: ParamsLayout;
  /** The printed parts of a walk through its pages. */
  readonly item: SourceText;
}

/** `resources.gen.ts`: a method for every operation, in the resource of its name. */
export async function emitResources(model: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const { operations } = model;
  const names = operationNames(operations);
  const rules = readInputRules(model, new Set());
  const printed = new Map(
    operations.map((operation): [Operation, Printed] => [
      operation,
      {
        row: names.get(operation)?.row ?? source``,
        type: names.get(operation)?.type ?? source``,
        layout: paramsLayout(operation, rules.of(operation), model.types),
        item: operation.pages ? itemType(operation, operation.pages.items, model.types) : source``,
      },
    ]),
  );
  const params = operations.flatMap((operation) => paramsTypes(operation, printed.get(operation)));
  const resources = byResource(operations);
  const blocks = [...resources].map(([name, methods]) => resourceBlock(name, methods, printed, rules));
  const body = joinSource([...params, ...blocks], source``);
  const keys = [...resources.keys()];
  const value = source`${fileHeader(vendor)}
${imports(
  [...resources.values()].flat(),
  [...names.values()].map(({ row }) => row),
  body,
)}
${body}/** The resources of the API. */
export interface Resources {
${joinSource(
  keys.map(
    (name) =>
      source`${docComment([`The operations of \`${name}\`, a method for each.`], INDENT)}${INDENT}readonly ${propertyKey(name)}: ${methodsType(name)};\n`,
  ),
  source``,
)}}

/** The factory of each resource. */
export const resources: ResourceFactories<Resources> = {
${lines(keys.map((name) => source`${objectKey(name)}: ${variableName(name)},`))}};
`;
  const made = new Set([...resources.values()].flat().flatMap(({ operation, isWalk }) => (isWalk ? [operation] : [])));
  const problems = operations
    .filter((operation) => operation.pages && !made.has(operation))
    .map(({ name, pointer }) => ({
      rule: "pages-name" as const,
      severity: "info" as const,
      message: `${printMethodName(walkName(name))} is the name of another method, so no method walks the pages of ${printMethodName(name)}`,
      fix: "give one of them another name with an overlay (x-client-method)",
      pointer,
    }));
  return { value, problems };
}

/** Whether the result of a method depends on its arguments. */
function isChosen({ operation: { reads, streamFlag } }: Method): boolean {
  return streamFlag !== undefined || reads.length > 1;
}

function imports(methods: readonly Method[], rows: readonly SourceText[], body: SourceText): SourceText {
  const isStreamed = methods.some((method) => !isChosen(method) && isStream(method.operation.responseKind));
  const helpers = [
    ...(body.includes("BodyChoice<") ? [source`type BodyChoice`] : []),
    ...(isStreamed ? [source`type EventStream`] : []),
    ...(rows.length > 0 ? [source`makeResource`] : []),
    ...(methods.some(isChosen) ? [source`type Received`] : []),
    ...(rows.length > 0 ? [source`type RequestOptions`] : []),
    source`type ResourceFactories`,
    ...(rows.length > 0 ? [source`type ResourceFactory`] : []),
    ...(body.includes("ResponseChoice<") ? [source`type ResponseChoice`] : []),
    ...(methods.some(({ isWalk }) => isWalk) ? [source`walkAll`] : []),
  ];
  const fromRuntime = source`import {\n${lines(helpers.map((name) => source`${name},`))}} from "@specloom/client-runtime";\n`;
  if (rows.length === 0) return fromRuntime;
  const own = [...rows.toSorted(), source`type Operations`];
  const components = body.includes('components["schemas"]')
    ? source`import type { components } from "./schema.gen.ts";\n`
    : source``;
  return source`${fromRuntime}import {\n${lines(own.map((name) => source`${name},`))}} from "./operations.gen.ts";\n${components}`;
}

function lines(parts: readonly SourceText[]): SourceText {
  return joinSource(
    parts.map((part) => source`${INDENT}${part}\n`),
    source``,
  );
}

/** `CustomersMethods` */
function methodsType(resource: string): SourceText {
  return source`${identifier(source``, resource)}Methods`;
}

/** The interface of a method's params, with names for its parts. None if the method takes nothing, or the same as `call`. */
function paramsTypes(operation: Operation, printed: Printed | undefined): readonly SourceText[] {
  const { groups, sent } = operation;
  if (!printed || printed.layout.isGrouped || (groups.length === 0 && !sent)) return [];
  const { type, layout } = printed;
  const input = source`Operations[${stringLiteral(operation.id)}]["input"]`;
  const usualBody = bodyPlace(operation, sent?.contentType ?? "");
  const isOfFields = layout.takesBody?.endsWith("fields") === true;
  const parts = [
    ...groups.map(({ place, parameters }) => ({
      name: identifier(type, place),
      place: source`${input}[${stringLiteral(place)}]`,
      isOptional: parameters.every(({ optional }) => optional),
    })),
    ...(isOfFields ? [{ name: source`${type}Body`, place: usualBody, isOptional: sent?.required !== true }] : []),
  ];
  const aliases = parts.map(
    ({ name, place, isOptional }) => source`type ${name} = ${isOptional ? source`NonNullable<${place}>` : place};\n`,
  );
  const bases = joinSource(
    parts.map(({ name }) => name),
    source`, `,
  );
  const body = sent && !isOfFields ? lines([bodyMember(operation, layout, usualBody)]) : source``;
  const comment = docComment([`The params of \`${printMethodName(operation.name)}\`.`], source``);
  const head = source`export interface ${type}Params${parts.length > 0 ? source` extends ${bases}` : source``}`;
  const declared = source`${joinSource(aliases, source``)}${comment}${head} {${body === "" ? source`` : source`\n${body}`}}\n\n`;
  return takesOtherBodies(operation, layout) ? [declared, paramsByMedia(operation, type)] : [declared];
}

/** Whether a method takes bodies of other media types. If a param has the same name as the body, only `call` has the choice. */
function takesOtherBodies({ groups, bodies }: Operation, { isGrouped }: ParamsLayout): boolean {
  return bodies.length > 1 && !isGrouped && groups.every(({ parameters }) => parameters.every(({ name }) => name !== "body"));
}

/** The params of a method by the media type of its body. */
function paramsByMedia(operation: Operation, type: SourceText): SourceText {
  const [usual, ...others] = operation.bodies;
  const places = operation.groups.map(({ place }) => identifier(type, place));
  const members = others.map(({ contentType, required }) => {
    const body = source`{ readonly body${required ? source`` : source`?`}: ${bodyPlace(operation, contentType)} }`;
    return source`${propertyKey(contentType)}: ${joinSource([...places, body], source` & `)};`;
  });
  const own = source`${propertyKey(usual?.contentType ?? "")}: ${type}Params;`;
  const comment = docComment([`The params of \`${printMethodName(operation.name)}\`, by the media type of the body.`], source``);
  return source`${comment}interface ${type}ParamsByMedia {\n${lines([own, ...members])}}\n\n`;
}

function bodyMember({ sent }: Operation, { takesBody }: ParamsLayout, type: SourceText): SourceText {
  const comment = docComment([`The body, as ${sent?.contentType}.`], source``);
  return source`${comment}${INDENT}body${takesBody === "optional-param" ? source`?` : source``}: ${type};`;
}

function resourceBlock(
  name: string,
  methods: readonly Method[],
  printed: ReadonlyMap<Operation, Printed>,
  rules: InputRules,
): SourceText {
  const members = methods.map((method) => methodMember(method, printed.get(method.operation), rules));
  const rows = methods.map(({ name: { method }, operation, isWalk }) => {
    const row = printed.get(operation)?.row ?? source``;
    const walk =
      isWalk && operation.pages ? source`/* @__PURE__ */ walkAll(${row}, ${jsonLiteral({ ...operation.pages })})` : row;
    return source`${objectKey(method)}: ${walk},`;
  });
  const type = methodsType(name);
  return source`/** The methods of \`${variableName(name)}\`. */
export interface ${type} {
${joinSource(members, source``)}}

export const ${variableName(name)}: ResourceFactory<${type}> = /* @__PURE__ */ makeResource<${type}>({
${lines(rows)}});

`;
}

function methodMember(
  { name, operation, isFormer, isWalk }: Method,
  printed: Printed | undefined,
  rules: InputRules,
): SourceText {
  const { groups, sent } = operation;
  const takes = groups.length > 0 || sent !== undefined;
  const input = source`Operations[${stringLiteral(operation.id)}]["input"]`;
  const type = !takes
    ? source`Record<string, never>`
    : printed?.layout.isGrouped === true
      ? input
      : source`${printed?.type ?? source``}Params`;
  const needed =
    groups.some(({ parameters }) => parameters.some(({ optional }) => !optional)) ||
    printed?.layout.takesBody === "param" ||
    (printed?.layout.takesBody === "fields" && (rules.of(operation).body?.required ?? []).length > 0);
  const byMedia = printed && takesOtherBodies(operation, printed.layout) ? source`${printed.type}ParamsByMedia` : undefined;
  const one = methodSignature(operation, { type, needed, byMedia, layout: printed?.layout });
  const items = source`AsyncGenerator<${printed?.item ?? source`unknown`}, undefined, undefined>`;
  const walk = source`(params${needed ? source`` : source`?`}: ${type}, options?: RequestOptions) => ${items}`;
  const current = isWalk ? walkName(operation.name) : operation.name;
  const comment: readonly (string | DocTag)[] = isFormer
    ? [docTag("deprecated", `It is called \`${printMethodName(current)}\` now.`)]
    : isWalk
      ? walkComment(operation)
      : methodComment(operation, rules.of(operation));
  return source`${docComment(comment, INDENT)}${INDENT}readonly ${propertyKey(name.method)}: ${isWalk ? walk : one};\n`;
}
