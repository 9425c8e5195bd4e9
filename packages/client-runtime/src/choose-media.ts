import { asObject } from "./check-names.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import { isFile } from "./form-part.ts";
import type { ResponseFormat, OperationDescriptor } from "./operation.ts";

/** The media types that a call asks for. */
export interface MediaChoice {
  /** The media type of the response. */
  readonly accept?: string | undefined;
  /** The media type of the body. */
  readonly contentType?: string | undefined;
}

/** The media types that an input or options ask for. Wrong ones are refused later. */
export function mediaOf(given: object | undefined): MediaChoice {
  const { accept, contentType } = Object(given) as MediaChoice;
  return { accept, contentType };
}

/** An operation as one call has it. */
export interface ChosenOperation extends OperationDescriptor {
  /** The media type of the response, if it is not the default. */
  readonly chosen?: string;
}

/**
 * The operation with the media types that a call asks for. Without them, a file selects the form with parts, and a field of the body may
 * ask for a stream. A media type that the operation does not have changes nothing here: `checkMedia` refuses it.
 */
export function chooseMedia(
  operation: OperationDescriptor,
  { accept = "", contentType }: MediaChoice,
  body: unknown,
): ChosenOperation {
  const { accepts = {}, bodies, streamFlag } = operation;
  if (streamFlag && asObject(body)?.[streamFlag.field] === true)
    return withBody(withResponseKind(operation, streamFlag.accept, streamFlag), contentType, body);
  const kind = Object.hasOwn(accepts, accept) && accept !== Object.keys(accepts)[0] ? accepts[accept] : undefined;
  const chosen = kind ? withResponseKind(operation, accept, kind) : operation;
  return bodies ? withBody(chosen, contentType, body) : chosen;
}

function withResponseKind(
  operation: OperationDescriptor,
  accept: string,
  { response, statuses = {}, signs, texts = [] }: ResponseFormat,
): ChosenOperation {
  return { ...operation, response, statuses, signs, texts, accept, chosen: accept };
}

function withBody(operation: ChosenOperation, given: string | undefined, body: unknown): ChosenOperation {
  const { bodies = {}, rules, takesBody } = operation;
  const type = given ?? formFor(Object.keys(bodies), body) ?? "";
  const other = Object.hasOwn(bodies, type) ? bodies[type] : undefined;
  if (!other) return operation;
  const { body: _usual, ...others } = rules ?? {};
  return {
    ...operation,
    contentType: type,
    rules: other.rules ? { ...others, body: other.rules } : others,
    takesBody: takesBody?.startsWith("optional") ? "optional-param" : "param",
  };
}

/** The form that a body selects: one of the platform's forms, or an object with a file. */
function formFor(types: readonly string[], body: unknown): string | undefined {
  if (body instanceof URLSearchParams) return types.find((type) => /^[^;]*-urlencoded\b/.test(type));
  return body instanceof FormData || hasFile(body) ? types.find((type) => /^multipart\/form-data\b/.test(type)) : undefined;
}

/** Whether a field is a file, or a list of files. */
function hasFile(body: unknown): boolean {
  return Object.values(asObject(body) ?? {}).some((field) => (Array.isArray(field) ? field.some(isFile) : isFile(field)));
}

/** @throws {ConfigurationError} a media type that the operation does not have. */
export function checkMedia(
  call: CallRecord,
  { accepts = {}, bodies = {}, contentType: usual = "application/json" }: OperationDescriptor,
  { accept, contentType }: MediaChoice,
): void {
  checkOne(call, "accept", accept, Object.keys(accepts));
  const others = Object.keys(bodies);
  checkOne(call, "contentType", contentType, others.length > 0 ? [usual, ...others] : []);
}

function checkOne(call: CallRecord, name: string, given: unknown, known: readonly string[]): void {
  if (given === undefined || known.includes(given as string)) return;
  const expected = known.length > 0 ? `one of ${known.join(", ")}` : "left out, as the operation has nothing to choose from";
  throw invalidOption(name, expected, given, call);
}
