import { isStream, type ReadResponse } from "../../model/documented-response.ts";
import type { Operation } from "../../model/operation.ts";
import { joinSource, propertyKey, source, stringLiteral, type SourceText } from "../../source/source-text.ts";
import type { ParamsLayout } from "./params-layout.ts";
import { unionOf } from "./print-type.ts";

/** The argument of a method. */
export interface MethodParams {
  /** The type of its params. */
  readonly type: SourceText;
  /** Whether some of them are required. */
  readonly needed: boolean;
  readonly layout: ParamsLayout | undefined;
  /** The type that has the params by the media type of the body, if a caller may choose one. */
  readonly byMedia: SourceText | undefined;
}

/**
 * The type of a method: one signature, with a type parameter for each choice of the caller. With a signature for each choice, the compiler
 * would report a mistake once for each, at the name of the method.
 */
export function methodSignature(operation: Operation, { type, needed, layout, byMedia }: MethodParams): SourceText {
  const { id, bodies, reads, responseKind } = operation;
  const isGrouped = layout?.isGrouped === true;
  const own = source`Operations[${stringLiteral(id)}]`;
  const flag = flagOf(operation, isGrouped || layout?.takesBody?.endsWith("fields") !== true, byMedia !== undefined);
  const hasAccept = reads.length > 1;
  const typeParameters = [
    ...(byMedia ? [source`ContentType extends keyof ${byMedia} = ${stringLiteral(bodies[0]?.contentType ?? "")}`] : []),
    ...(hasAccept ? [source`Accept extends keyof ${own}["accepts"] = never`] : []),
    ...(flag ? [source`Flag extends boolean | null | undefined = false`] : []),
  ];
  const accept = hasAccept ? [source`ResponseChoice<Accept>`] : [];
  const taken = [byMedia ? source`${byMedia}[ContentType]` : type, ...(isGrouped ? accept : []), ...(flag ? [flag] : [])];
  const contentType = byMedia ? source`ContentType` : stringLiteral(bodies[0]?.contentType ?? "");
  const options = isGrouped ? [] : [...accept, ...(bodies.length > 1 ? [source`BodyChoice<${contentType}>`] : [])];
  const given = source`(params${needed ? source`` : source`?`}: ${joinSource(taken, source` & `)}, options?: ${joinSource([source`RequestOptions`, ...options], source` & `)})`;
  const result =
    hasAccept || flag
      ? source`Received<${own}, ${hasAccept ? source`Accept` : source`never`}, ${flag ? source`Flag` : source`false`}>`
      : resultOf(own, responseKind);
  const generic = typeParameters.length === 0 ? source`` : source`<${joinSource(typeParameters, source`, `)}>`;
  return source`${generic}${given} => ${result}`;
}

/** The part of the params that has the field that asks for a stream. Undefined if no body has it. */
function flagOf({ streamFlag, bodies }: Operation, isParam: boolean, isChosen: boolean): SourceText | undefined {
  if (!streamFlag) return undefined;
  const field = source`readonly ${propertyKey(streamFlag.field)}?: Flag`;
  const isInOthers = isChosen && bodies.slice(1).some(({ contentType }) => streamFlag.contentTypes.includes(contentType));
  const others = bodies.flatMap(({ types }) => types);
  const body = source`readonly body?: ${unionOf([source`{ ${field} }`, ...others, source`undefined`])}`;
  return source`{ ${joinSource([...(isParam ? [] : [field]), ...(isParam || isInOthers ? [body] : [])], source`; `)} }`;
}

function resultOf(own: SourceText, responseKind: ReadResponse["responseKind"]): SourceText {
  return isStream(responseKind) ? source`EventStream<${own}["output"]>` : source`Promise<${own}["output"]>`;
}
