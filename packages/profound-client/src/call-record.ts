import { type CallRecord, invalidOption, isConfigurationError, ResponseError } from "@specloom/client-runtime";
import { operations, type Operations } from "./generated/operations.gen.ts";
import { isRecord } from "./is-record.ts";

/** An error's record of a call whose response is not what its operation promises. */
export function callRecord(id: keyof Operations): CallRecord {
  const { method, path } = operations[id];
  return { operation: { id, method, path }, attempts: 1 };
}

/** Runs the steps before a request. An error there is the error of the call. */
export function beforeCall<Value>(id: keyof Operations, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    throw invalidOption(error.option, error.expected, error.given, { ...callRecord(id), attempts: 0 });
  }
}

/** A response with at least the two parts of a report. Reading any other one would throw a bare TypeError. */
export function checkReport<Report>(id: keyof Operations, response: Report): Report {
  const { info, data }: { info?: unknown; data?: unknown } = isRecord(response) ? response : {};
  if (isRecord(info) && Array.isArray(data)) return response;
  throw new ResponseError(callRecord(id), "got a response without `info` and a list of `data`.", {
    reason: "wrong-shape",
    pointer: "",
  });
}
