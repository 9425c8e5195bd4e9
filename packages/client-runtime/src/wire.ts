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

/** Puts the vendor's error bodies into words, or into words and fields; undefined where it cannot. */
export type DescribeError = (status: number, body: unknown) => ErrorDescription | string | undefined;

/** One call on its way: what its attempts share. */
export interface CallState extends CallRecord {
  attempts: number;
  signal?: AbortSignal | undefined;
  limits: Limits;
  readonly isSafe: boolean;
  readonly kind: ResponseKind;
  /** Kinds of the statuses that are read otherwise. */
  readonly statuses?: OperationDescriptor["statuses"] | undefined;
  readonly hooks: Hooks;
  readonly validate: Validator | undefined;
  /** Puts a vendor's error body into words; undefined where it cannot. */
  readonly describeError: DescribeError | undefined;
  /** What its requests prove the caller's identity by. */
  credentials: readonly Credential[];
  /** The values of these that were answered with 401, until the next attempt. */
  refused?: readonly string[] | undefined;
  /** Whether they were renewed after a 401. */
  hasRenewed?: boolean;
  /** What an answer may repeat, and an error must not. */
  secrets: Secrets;
  /** Told of each response whose data is read. */
  onAnswer?: ((facts: ResponseFacts) => void) | undefined;
}

/** What goes through the `fetch-with-*` functions. Its signal is one of ours. */
export interface WireInit extends RequestInit {
  readonly method: string;
  readonly headers: Headers;
  readonly signal?: AbortSignal;
}

/** A function from request to answer. Each `fetch-with-*` takes one and returns one that keeps one promise more. */
export type Send<Answer> = (url: string, init: WireInit) => Promise<Answer>;

/** Makes something of an answer, as a part of the attempt. Throws where it is not the hoped-for one. */
export type ReadAnswer<Answer> = (call: CallState, response: Response) => Promise<Answer>;

/** Cancels a body, or its reader, that is not read any further. This closes the connection. It never throws. */
export function dropBody(body: Pick<ReadableStream, "cancel"> | null | undefined): void {
  (async () => body?.cancel())().catch(() => {});
}
