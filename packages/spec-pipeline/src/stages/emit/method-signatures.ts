import { isStream, type ReadResponse } from "../../model/documented-response.ts";
import type { Operation } from "../../model/operation.ts";
import { joinSource, propertyKey, source, stringLiteral, type SourceText } from "../../source/source-text.ts";
import type { ParamsLayout } from "./params-layout.ts";

/** The argument of a method. */
export interface MethodParams {
  /** The type of its params. */
  readonly type: SourceText;
  /** Whether some of them are required. */
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

/** A body that a caller may give. */
interface GivenBody {
  /** The type of the params with it. */
  readonly type: SourceText;
  /** Whether the fields of the body stand among the params. */
  readonly isOfFields: boolean;
  /** What `contentType` has to be; undefined for the default. */
  readonly contentType: string | undefined;
  /** Whether it has the field that asks for a stream. */
  readonly hasFlag: boolean;
  /** What it may be beside an object of fields: a form of the platform's, which asks for nothing. */
  readonly forms: readonly SourceText[];
  readonly needed: boolean;
}

/**
 * Bodies times ways of reading for which each pair has a signature. Beyond it, a pair of two that are not the default is left to `call`, or
 * the signatures would grow with the square of the media types.
 */
const MOST_PAIRS = 100;

/** The type of a method: a signature for each body and each way of reading the response that a caller may choose, the default last. */
export function methodSignatures(operation: Operation, params: MethodParams): SourceText {
  const bodies = givenBodies(operation, params);
  const [usual, ...others] = operation.reads;
  const reads = [...others, ...(usual ? [usual] : [])];
  const hasAllPairs = bodies.length * reads.length <= MOST_PAIRS;
  const readsOf = (body: GivenBody): readonly ReadResponse[] =>
    hasAllPairs || body.contentType === undefined ? reads : reads.slice(-1);
  const signatures = [
    ...bodies.flatMap((body) => streamSignatures(operation, params, body)),
    ...bodies.flatMap((body) => readsOf(body).flatMap((read) => responseSignatures(operation, params, body, read))),
  ];
  const [only] = signatures;
  if (signatures.length === 1 && only) return source`(${only.params}, ${only.options}) => ${only.result}`;
  const printed = signatures.map(({ params: taken, options, result }) => source`        (${taken}, ${options}): ${result};\n`);
  return source`{\n${joinSource(printed, source``)}    }`;
}

/** The default last. What takes the input of `call` has all of them in one type. */
function givenBodies({ streamFlag, bodies }: Operation, { type, needed, layout, others }: MethodParams): readonly GivenBody[] {
  const isGrouped = layout?.isGrouped === true;
  const isOfFields = !isGrouped && layout?.takesBody?.endsWith("fields") === true;
  const usual = {
    type,
    isOfFields,
    contentType: undefined,
    hasFlag: streamFlag !== undefined,
    forms: bodies[0]?.types ?? [],
    needed,
  };
  if (isGrouped) return [usual];
  const chosen = others.map(({ contentType, params }) => ({
    type: params,
    isOfFields: false,
    contentType,
    hasFlag: streamFlag?.contentTypes.includes(contentType) === true,
    forms: bodies.find((body) => body.contentType === contentType)?.types ?? [],
    needed: true,
  }));
  return [...chosen, usual];
}

function streamSignatures(operation: Operation, params: MethodParams, body: GivenBody): readonly Signature[] {
  const { streamFlag } = operation;
  if (!streamFlag || !body.hasFlag) return [];
  const result = resultOf(operation, source`["streamFlag"]`, streamFlag.read);
  const taken = source`params: ${flagged(operation, body, true)}`;
  return [{ params: taken, options: optionsOf(operation, params, body, operation), result }];
}

/** The params where the field asks for a stream, or where it does not. */
function flagged({ streamFlag }: Operation, { type, isOfFields, forms }: GivenBody, isStreamed: boolean): SourceText {
  const value = isStreamed ? source`: true` : source`?: false | null | undefined`;
  const field = source`{ readonly ${propertyKey(streamFlag?.field ?? "")}${value} }`;
  if (isOfFields) return source`${type} & ${field}`;
  const body = isStreamed ? source`: ${field}` : source`?: ${joinSource([field, ...forms], source` | `)}`;
  return source`${type} & { readonly body${body} }`;
}

function responseSignatures(
  operation: Operation,
  params: MethodParams,
  body: GivenBody,
  read: ReadResponse,
): readonly Signature[] {
  const { streamFlag, reads } = operation;
  const isUsual = read === reads[0];
  const member = isUsual ? source`` : source`["accepts"][${stringLiteral(read.media ?? "")}]`;
  const result = resultOf(operation, member, read);
  const options = optionsOf(operation, params, body, read);
  const name = body.needed || !isUsual ? source`params` : source`params?`;
  const accept =
    params.layout?.isGrouped === true && !isUsual ? source` & { readonly accept: ${stringLiteral(read.media ?? "")} }` : source``;
  if (!streamFlag || !body.hasFlag) return [{ params: source`${name}: ${body.type}${accept}`, options, result }];
  const isNot = source`${flagged(operation, body, false)}${accept}`;
  const either = source`${resultOf(operation, source`["streamFlag"]`, streamFlag.read)} | ${result}`;
  return [
    { params: source`${name}: ${isNot}`, options, result },
    { params: source`params: ${body.type}${accept}`, options, result: either },
  ];
}

/** The options, with what of them chooses this body and this way of reading. */
function optionsOf(
  operation: Operation,
  { layout }: MethodParams,
  body: GivenBody,
  read: Pick<ReadResponse, "media">,
): SourceText {
  const { reads, bodies } = operation;
  const isUsual = read.media === reads[0]?.media;
  const choices = [
    ...(reads.length > 1 ? [choice(source`accept`, read.media, isUsual)] : []),
    ...(bodies.length > 1
      ? [choice(source`contentType`, body.contentType ?? bodies[0]?.contentType, body.contentType === undefined)]
      : []),
  ];
  if (choices.length === 0 || layout?.isGrouped === true) return source`options?: RequestOptions`;
  const mark = isUsual && body.contentType === undefined ? source`?` : source``;
  return source`options${mark}: RequestOptions & { ${joinSource(choices, source`; `)} }`;
}

/** The default may be named. */
function choice(name: SourceText, value: string | undefined, isUsual: boolean): SourceText {
  const literal = stringLiteral(value ?? "");
  return isUsual ? source`readonly ${name}?: ${literal} | undefined` : source`readonly ${name}: ${literal}`;
}

function resultOf({ id }: Operation, member: SourceText, { responseKind }: ReadResponse): SourceText {
  const output = source`Operations[${stringLiteral(id)}]${member}["output"]`;
  return isStream(responseKind) ? source`EventStream<${output}>` : source`Promise<${output}>`;
}
