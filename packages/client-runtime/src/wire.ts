import type { Credential } from "./credentials.ts";
import type { CallRecord } from "./errors.ts";
import type { OperationDescriptor, ResponseKind, Validator } from "./operation.ts";
import type { Hooks, Limits } from "./options.ts";
import type { Secrets } from "./redact.ts";
import type { ResponseFacts } from "./response-facts.ts";

/** The body of a response that is not 2xx, as a client reads it. */
export interface ErrorDescription {
  readonly words?: string | undefined;
  /** Put on the `ApiError` under their names, such as the vendor's codes. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** Makes words of the vendor's error bodies, or words and fields. Undefined if it cannot. */
export type DescribeError = (status: number, body: unknown) => ErrorDescription | string | undefined;

/** One call in progress: the facts that its attempts share. */
export interface CallState extends CallRecord {
  attempts: number;
  signal?: AbortSignal | undefined;
  limits: Limits;
  readonly isSafe: boolean;
  readonly kind: ResponseKind;
  /** The statuses whose bodies are read in another way. */
  readonly statuses?: OperationDescriptor["statuses"] | undefined;
  /** Of a stream, how its end and its errors are told. */
  readonly signs?: OperationDescriptor["signs"];
  readonly texts?: OperationDescriptor["texts"] | undefined;
  /** What its requests accept, where the operation says it. */
  readonly accept?: string | undefined;
  readonly hooks: Hooks;
  readonly validate: Validator | undefined;
  /** Makes words of a vendor's error body. Undefined if it cannot. */
  readonly describeError: DescribeError | undefined;
  /** The credentials of its requests. */
  credentials: readonly Credential[];
  /** The values of these that got a 401, until the next attempt. */
  refused?: readonly string[] | undefined;
  /** Whether they were renewed after a 401. */
  hasRenewed?: boolean;
  /** The parts of the request that a response may repeat, and an error must not. */
  secrets: Secrets;
  /** The media types that a caller may ask for, if there are several. */
  readonly accepts?: OperationDescriptor["accepts"];
  /** Of lines, how their text is encoded. */
  charset?: string;
  /** Called with each response whose data is read. */
  onResponse?: ((facts: ResponseFacts) => void) | undefined;
}

/** The request that passes through the `fetch-with-*` functions. Its signal is one of ours. */
export interface WireInit extends RequestInit {
  readonly method: string;
  readonly headers: Headers;
  readonly signal?: AbortSignal;
}

/** A function from request to response. Each `fetch-with-*` takes one and returns one that keeps one more promise. */
export type Send<Result> = (url: string, init: WireInit) => Promise<Result>;

/** Makes the result of a response, as a part of the attempt. Throws if the response is not the expected one. */
export type ReadResponse<Result> = (call: CallState, response: Response) => Promise<Result>;

/** Cancels a body, or its reader, that is not read any further. This closes the connection. It never throws. */
export function dropBody(body: Pick<ReadableStream, "cancel"> | null | undefined): void {
  (async () => body?.cancel())().catch(() => {});
}
