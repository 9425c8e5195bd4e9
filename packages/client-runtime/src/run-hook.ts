import { invalidOption } from "./errors.ts";
import type { Hooks } from "./options.ts";
import { redactCause } from "./redact.ts";
import type { CallState } from "./wire.ts";

/** Calls a hook, if there is one, and waits for it. One that throws fails the call. */
export function runHook(call: CallState, name: keyof Hooks, url: string, more?: () => object): Promise<void> | undefined {
  return call.hooks[name] && callHook(call, name, url, more);
}

async function callHook(call: CallState, name: keyof Hooks, url: string, more?: () => object): Promise<void> {
  const hook = call.hooks[name] as (event: object) => unknown;
  try {
    const { operation, attempts: attempt } = call;
    await hook.call(call.hooks, { operation, method: operation.method, url: url.replace(/\?.*/, ""), attempt, ...more?.() });
  } catch (cause) {
    throw invalidOption(`hooks.${name}`, "a function that does not throw", undefined, call, redactCause(cause, call.secrets));
  }
}
