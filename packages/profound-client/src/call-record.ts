import { type CallRecord, invalidOption, isConfigurationError } from "@specloom/client-runtime";
import { operations, type Operations } from "./generated/operations.gen.ts";

/** What an error says of a call that was answered, but not with what its operation promises. */
export function callRecord(id: keyof Operations): CallRecord {
  const { method, path } = operations[id];
  return { operation: { id, method, path }, attempts: 1 };
}

/** Does what comes before a request; what is refused there says which call it was for. */
export function beforeCall<Value>(id: keyof Operations, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    throw invalidOption(error.option, error.expected, error.given, { ...callRecord(id), attempts: 0 });
  }
}
