/** A mock's response to an operation, as `responses.gen.ts` has it. It has one of `json`, `text`, `events` and `lines`, or no body. */
export interface MockResponse {
  /** The status of HTTP. */
  readonly status: number;
  /** Media type of the body. */
  readonly type?: string;
  /** A body in JSON. */
  readonly json?: unknown;
  /** A body as it is. */
  readonly text?: string;
  /** An event stream. */
  readonly events?: readonly { readonly event?: string; readonly data?: unknown; readonly raw?: string }[];
  /** The events end with `data: [DONE]`. */
  readonly endMark?: boolean;
  /** Lines of JSON. */
  readonly lines?: readonly unknown[];
}
