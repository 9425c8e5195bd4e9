import type { OperationName } from "./errors.ts";
import type { HookEvent, Hooks, Limits } from "./options.ts";

/** One call on its way: what its attempts share. */
export interface CallState {
  readonly operation: OperationName;
  readonly isSafe: boolean;
  readonly limits: Limits;
  readonly hooks: Hooks;
  attempts: number;
}

/** What goes through the `fetch-with-*` functions; `signal` ends what was sent. */
export interface WireInit extends RequestInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** A function from request to answer. Each `fetch-with-*` takes one and returns one that keeps one promise more. */
export type Send<Answer> = (url: string, init: WireInit) => Promise<Answer>;

/** Ends a body that nobody will read, and with it the connection. */
export function dropBody(body: ReadableStream | null | undefined): void {
  body?.cancel().catch(() => {});
}

export function hookEvent(call: CallState, url: string): HookEvent {
  const { operation, attempts } = call;
  return { operation, method: operation.method, url: url.replace(/[?#].*/, ""), attempt: attempts };
}
