import { type CallRecord, invalidOption, isCallError } from "./errors.ts";
import type { OperationDescriptor, ResponseKind } from "./operation.ts";
import type { WireInit } from "./wire.ts";
import { writeAddress } from "./write-address.ts";
import { writeBody } from "./write-body.ts";
import { writeHeaders } from "./write-headers.ts";

/** The parts of a call's input, by the API's names. */
export interface Input {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: object;
  readonly header?: object;
  readonly cookie?: object;
  readonly body?: unknown;
  /** The query as a server wrote it. It replaces `query`. */
  readonly search?: string;
  /** The media type of the response. */
  readonly accept?: string;
  /** The media type of the body. */
  readonly contentType?: string;
}

/** The parts of every request of a client. */
export interface RequestParts {
  readonly baseUrl: string;
  readonly pathParameters: Readonly<Record<string, string | undefined>> | undefined;
  /** From the weakest to the strongest. Names may differ in case. */
  readonly headers: readonly (object | undefined)[];
}

/** The `accept` header of an operation without JSON. An API that documents text or bytes may have no other format. */
const ACCEPTABLE: Partial<Record<ResponseKind, string>> = {
  events: "text/event-stream",
  lines: "application/jsonl, application/x-ndjson, application/json-seq",
  text: "*/*",
  binary: "*/*",
};

/** Makes a request. */
export function makeRequest(
  call: CallRecord,
  operation: OperationDescriptor,
  input: Input,
  { baseUrl, pathParameters, headers }: RequestParts,
): [url: string, init: WireInit] {
  try {
    const { method, styles } = operation;
    const url = baseUrl + writeAddress(call, styles, input, pathParameters);
    const { type, ...body } = input.body === undefined ? { body: null } : writeBody(call, operation, input.body);
    const merged = makeHeaders(operation, [{ "content-type": type }, ...headers, writeHeaders(call, styles, input)]);
    // Only this code knows the boundary between the parts of a form.
    if (type?.includes("; boundary=")) merged.set("content-type", type);
    if (type === undefined) merged.delete("content-type");
    checkBoundary(call, merged);
    return [url, { method, headers: merged, ...body }];
  } catch (error) {
    throw isCallError(error) ? error : invalidOption("the input", "free of cycles and bigints", undefined, call, error);
  }
}

/** @throws {ConfigurationError} a body of parts without their boundary, which no server can read. */
export function checkBoundary(call: CallRecord, headers: Headers): void {
  const type = headers.get("content-type") ?? "";
  if (/^multipart\/(?!.*boundary=)/i.test(type))
    throw invalidOption("the header content-type", `${type}; boundary=…`, undefined, call);
}

/** The headers of all groups, the stronger last, over the `accept` header. */
export function makeHeaders(
  { accept, response }: Pick<OperationDescriptor, "accept" | "response">,
  groups: readonly (object | undefined)[],
): Headers {
  const headers = new Headers({ accept: accept ?? ACCEPTABLE[response] ?? "application/json" });
  for (const group of groups) {
    for (const [name, value] of Object.entries(group ?? {})) if (value !== undefined) headers.set(name, value as string);
  }
  return headers;
}
