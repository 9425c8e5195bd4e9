import type { CallRecord } from "@specloom/client-runtime";
import { operations, type Operations } from "./generated/operations.gen.ts";
import { isRecord } from "./is-record.ts";
import { Refusal } from "./refuse.ts";
import type { RuntimeTools } from "./runtime-tools.ts";

/** What an error says of a call that was answered, but not with what its operation promises. */
export function callRecord(id: keyof Operations): CallRecord {
  const { method, path } = operations[id];
  return { operation: { id, method, path }, attempts: 1 };
}

/** Does what comes before a request; what is refused there is the error of the call that it was for. */
export function beforeCall<Value>({ invalidOption }: RuntimeTools, id: keyof Operations, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw invalidOption(error.option, error.expected, error.given, { ...callRecord(id), attempts: 0 });
  }
}

/** Refuses an answer that has not even the two parts of a report: what is read from it next would be a bare TypeError. */
export function checkReport({ ResponseError }: RuntimeTools, id: keyof Operations, answer: unknown): void {
  const { info, data } = isRecord(answer) ? answer : {};
  if (isRecord(info) && Array.isArray(data)) return;
  throw new ResponseError(callRecord(id), "was answered without `info` and a list of `data`.", {
    reason: "wrong-shape",
    pointer: "",
  });
}
