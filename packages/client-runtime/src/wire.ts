import { type CallRecord, invalidOption } from "./errors.ts";
import type { Hooks, Limits } from "./options.ts";

/** One call on its way: what its attempts share. */
export interface CallState extends CallRecord {
  readonly isSafe: boolean;
  limits: Limits;
  readonly hooks: Hooks;
  attempts: number;
}

/** What goes through the `fetch-with-*` functions. Its signal is one of ours. */
export interface WireInit extends RequestInit {
  readonly method: string;
  readonly headers: Headers;
  readonly signal?: AbortSignal;
}

/** A function from request to answer. Each `fetch-with-*` takes one and returns one that keeps one promise more. */
export type Send<Answer> = (url: string, init: WireInit) => Promise<Answer>;

/** Ends a body that nobody will read, and with it the connection. */
export function dropBody(body: ReadableStream | null | undefined): void {
  body?.cancel().catch(() => {});
}

/** Tells a hook, and waits for it; one that throws fails the call. */
export async function runHook(call: CallState, name: keyof Hooks, url: string, more?: object): Promise<void> {
  try {
    const { operation, attempts: attempt } = call;
    await call.hooks[name]?.({ operation, method: operation.method, url: url.split("?", 1)[0], attempt, ...more } as never);
  } catch (cause) {
    throw invalidOption(`hooks.${name}`, "a function that does not throw", undefined, call, cause);
  }
}
