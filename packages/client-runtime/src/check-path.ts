import type { CallRecord } from "./errors.ts";
import { invalidOption } from "./options.ts";

/**
 * Refuses a path parameter that would leave its segment: a missing or empty one, and dots in any encoding. What is left is
 * percent-encoded by openapi-fetch.
 */
export function checkPath(call: CallRecord, values: Readonly<Record<string, unknown>>): void {
  for (const [, name = ""] of call.operation.path.matchAll(/\{([^{}]+)\}/g)) {
    const value = values[name];
    // A server that decodes twice would read %252e as a dot.
    const isDots = /^(\.|%(25)*2e){0,2}$/i.test(String(value));
    const isValue = typeof value === "string" ? !/\p{Surrogate}/u.test(value) : Number.isFinite(value);
    if (isDots || !isValue) {
      throw invalidOption(name, 'text that can be part of a path (not empty, "." or "..")', value, call);
    }
  }
}
