/** A mock's response to an operation, as `answers.gen.ts` has it. It has one of `json`, `text`, `events` and `lines`, or no body. */
export interface MockAnswer {
  readonly status: number;
  /** Media type of the body. */
  readonly type?: string;
  readonly json?: unknown;
  readonly text?: string;
  readonly events?: readonly { readonly event?: string; readonly data: unknown }[];
  /** The events end with `data: [DONE]`. */
  readonly endMark?: boolean;
  readonly lines?: readonly unknown[];
}
