/** What the page tells the frame that runs a sample. */
export interface PageMessage {
  readonly vendor: string;
  /** `sh`: a curl command, or commands of the client. */
  readonly language: "sh" | "ts";
  readonly before: string;
  readonly source: string;
}

/** What the frame tells the page. `index`: of the request, in the order of their start. */
export type FrameMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "request"; readonly method: string; readonly url: string; readonly body: string }
  | { readonly kind: "response"; readonly index: number; readonly status: number; readonly text: string }
  | { readonly kind: "ended"; readonly ms: number; readonly error?: string | undefined; readonly exitCode?: number };
