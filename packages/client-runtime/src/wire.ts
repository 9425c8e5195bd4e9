import { type CallRecord, invalidOption } from "./errors.ts";
import type { ResponseKind, Validator } from "./operation.ts";
import type { Hooks, Limits } from "./options.ts";

/** One call on its way: what its attempts share. */
export interface CallState extends CallRecord {
  attempts: number;
  limits: Limits;
  readonly isSafe: boolean;
  readonly kind: ResponseKind;
  readonly hooks: Hooks;
  readonly validate: Validator | undefined;
  /** Puts a vendor's error body into words; undefined where it cannot. */
  readonly describeError: ((status: number, body: unknown) => Promise<string | undefined> | string | undefined) | undefined;
  /** Takes out of a text what was sent in confidence, and may have been repeated. */
  readonly redact: (text: string) => string;
}

/** What goes through the `fetch-with-*` functions. Its signal is one of ours. */
export interface WireInit extends RequestInit {
  readonly method: string;
  readonly headers: Headers;
  readonly signal?: AbortSignal;
}

/** A function from request to answer. Each `fetch-with-*` takes one and returns one that keeps one promise more. */
export type Send<Answer> = (url: string, init: WireInit) => Promise<Answer>;

/** Ends a body that nobody will read, and with it the connection. One that is being read ends with its reader. */
export function dropBody(body: ReadableStream | null | undefined): void {
  body?.cancel().catch(() => {});
}

/** `new URL` without its exception. */
export function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
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
