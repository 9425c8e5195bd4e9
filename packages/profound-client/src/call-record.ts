import type { CallRecord } from "@specloom/client-runtime";
import { operations, type Operations } from "./generated/operations.gen.ts";

/** What an error says of a call that was answered, but not with what its operation promises. */
export function callRecord(id: keyof Operations): CallRecord {
  const { method, path } = operations[id];
  return { operation: { id, method, path }, attempts: 1 };
}
