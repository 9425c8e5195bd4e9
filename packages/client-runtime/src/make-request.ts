import { type CallRecord, invalidOption, isCallError } from "./errors.ts";
import type { OperationDescriptor, ResponseKind } from "./operation.ts";
import type { WireInit } from "./wire.ts";
import { writeAddress, writeQuery } from "./write-address.ts";
import { writeHeaders } from "./write-headers.ts";
import { isJson } from "./write-parameter.ts";

/** The parts of a call's input, as the API has them. */
export interface Input {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: object;
  readonly header?: object;
  readonly cookie?: object;
  readonly body?: unknown;
}

/** What goes into every request of a client. */
export interface RequestParts {
  readonly baseUrl: string;
  readonly pathParameters: Readonly<Record<string, string | undefined>> | undefined;
  /** From the weakest to the strongest; names may differ in case. */
  readonly headers: readonly (object | undefined)[];
}

/** The `accept` header of an operation without JSON: an API that documents text or bytes may have no other format. */
const ACCEPTABLE: Partial<Record<ResponseKind, string>> = {
  events: "text/event-stream",
  lines: "application/jsonl, application/x-ndjson, application/json-seq",
  text: "*/*",
  binary: "*/*",
};

/** Puts a request together. */
export function makeRequest(
  call: CallRecord,
  { method, response, styles, contentType = "application/json" }: OperationDescriptor,
  input: Input,
  { baseUrl, pathParameters, headers }: RequestParts,
): [url: string, init: WireInit] {
  try {
    const url = baseUrl + writeAddress(call, styles, input, pathParameters);
    const merged = makeHeaders(response, [
      { "content-type": typeOfBody(input.body, contentType) },
      ...headers,
      writeHeaders(call, styles, input),
    ]);
    const body = input.body === undefined ? null : serializeBody(call, input.body, contentType);
    // The platform names the boundary of a form's parts by itself.
    if (body === null || body instanceof FormData) merged.delete("content-type");
    return [url, { method, headers: merged, body }];
  } catch (error) {
    throw isCallError(error) ? error : invalidOption("the input", "free of cycles and bigints", undefined, call, error);
  }
}

/** The headers of all groups, the stronger last, over what is asked for. */
export function makeHeaders(kind: ResponseKind, groups: readonly (object | undefined)[]): Headers {
  const headers = new Headers({ accept: ACCEPTABLE[kind] ?? "application/json" });
  for (const group of groups) {
    for (const [name, value] of Object.entries(group ?? {})) if (value !== undefined) headers.set(name, value as string);
  }
  return headers;
}

/** JSON and the fields of a form are written here. Text, bytes and forms with parts are what the platform sends as they are. */
export function serializeBody(call: CallRecord, body: unknown, contentType: string): BodyInit {
  if (isJson(contentType)) return JSON.stringify(body);
  const isSendable = typeof body === "string" || ArrayBuffer.isView(body) || isPlatformBody(body);
  if (contentType.endsWith("-urlencoded")) return isSendable ? String(body) : writeFields(call, body as object);
  // The platform would send "[object Object]".
  if (!isSendable) throw invalidOption("the body", `text, bytes or a form, as ${contentType} asks for`, undefined, call);
  return body as BodyInit;
}

/** The fields of a form, as OpenAPI has them: lists are repeated, and an object is its JSON. */
function writeFields(call: CallRecord, fields: object): string {
  const objects = Object.entries(fields).filter(([, value]) => typeof value === "object" && !Array.isArray(value));
  const query = Object.fromEntries(objects.map(([name]) => [name, { contentType: "application/json" }]));
  return writeQuery(call, { query }, fields);
}

/** Looked at when a body is there: Node loads its whole `fetch` for the first of these names, and an import must not wait for that. */
function isPlatformBody(body: unknown): boolean {
  return [ArrayBuffer, Blob, FormData, ReadableStream, URLSearchParams].some((kind) => body instanceof kind);
}

/** The type of a body that may be of several: what a blob says of itself. */
export function typeOfBody(body: unknown, contentType: string): string {
  if (!contentType.includes("*")) return contentType;
  return (body instanceof Blob && body.type) || (typeof body === "string" ? "text/plain" : "application/octet-stream");
}
