import { isStream, type ReadResponse } from "../../model/answer.ts";
import type { Operation } from "../../model/operation.ts";
import { joinSource, propertyKey, source, stringLiteral, type SourceText } from "../../source/source-text.ts";
import type { ParamsLayout } from "./params-layout.ts";

/** What a method takes. */
export interface MethodParams {
  /** The type of its params. */
  readonly type: SourceText;
  /** Whether there are some that it cannot do without. */
  readonly needed: boolean;
  readonly layout: ParamsLayout | undefined;
  /** The types of params with a body of another media type. */
  readonly others: readonly { readonly contentType: string; readonly params: SourceText }[];
}

interface Signature {
  readonly params: SourceText;
  readonly options: SourceText;
  readonly result: SourceText;
}

/** The type of a method: one signature for each media type that a caller may choose, the default last. Both at once are left to `call`. */
export function methodSignatures(operation: Operation, params: MethodParams): SourceText {
  const signatures = [
    ...streamSignatures(operation, params),
    ...operation.reads.slice(1).flatMap((read) => answerSignatures(operation, params, read)),
    ...bodySignatures(operation, params),
    ...usualSignatures(operation, params),
  ];
  const [only] = signatures;
  if (signatures.length === 1 && only) return source`(${only.params}, ${only.options}) => ${only.result}`;
  const printed = signatures.map(({ params: taken, options, result }) => source`        (${taken}, ${options}): ${result};\n`);
  return source`{\n${joinSource(printed, source``)}    }`;
}

const OPTIONS = source`options?: RequestOptions`;

function streamSignatures(operation: Operation, params: MethodParams): readonly Signature[] {
  const { streamFlag } = operation;
  if (!streamFlag) return [];
  const result = resultOf(operation, source`["streamFlag"]`, streamFlag.read);
  return [{ params: source`params: ${flagged(operation, params, source`true`, false)}`, options: OPTIONS, result }];
}

/** The params with a value of the field that asks for a stream. */
function flagged({ streamFlag }: Operation, { type, layout }: MethodParams, value: SourceText, isOptional: boolean): SourceText {
  const mark = isOptional ? source`?` : source``;
  const field = source`{ readonly ${propertyKey(streamFlag?.field ?? "")}${mark}: ${value} }`;
  const isOfFields = layout?.isGrouped === false && layout.takesBody?.endsWith("fields") === true;
  return source`${type} & ${isOfFields ? field : source`{ readonly body${mark}: ${field} }`}`;
}

function answerSignatures(operation: Operation, params: MethodParams, read: ReadResponse): readonly Signature[] {
  const media = stringLiteral(read.media ?? "");
  const result = resultOf(operation, source`["accepts"][${media}]`, read);
  const accept = source`{ readonly accept: ${media} }`;
  if (params.layout?.isGrouped === true)
    return [{ params: source`params: ${params.type} & ${accept}`, options: OPTIONS, result }];
  return [{ params: source`params: ${params.type}`, options: source`options: RequestOptions & ${accept}`, result }];
}

function bodySignatures(operation: Operation, { layout, others }: MethodParams): readonly Signature[] {
  if (layout?.isGrouped === true) return [];
  return others.map(({ contentType, params }) => ({
    params: source`params: ${params}`,
    options: source`options: RequestOptions & { readonly contentType: ${stringLiteral(contentType)} }`,
    result: resultOf(operation, source``, operation),
  }));
}

function usualSignatures(operation: Operation, params: MethodParams): readonly Signature[] {
  const { streamFlag } = operation;
  const result = resultOf(operation, source``, operation);
  const name = params.needed ? source`params` : source`params?`;
  const usual = { params: source`${name}: ${params.type}`, options: OPTIONS, result };
  if (!streamFlag) return [usual];
  const isNot = flagged(operation, params, source`false | null | undefined`, true);
  const either = source`${resultOf(operation, source`["streamFlag"]`, streamFlag.read)} | ${result}`;
  return [
    { ...usual, params: source`${name}: ${isNot}` },
    { ...usual, params: source`params: ${params.type}`, result: either },
  ];
}

function resultOf({ id }: Operation, member: SourceText, { response }: ReadResponse): SourceText {
  const output = source`Operations[${stringLiteral(id)}]${member}["output"]`;
  return isStream(response) ? source`EventStream<${output}>` : source`Promise<${output}>`;
}
