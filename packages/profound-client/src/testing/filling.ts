import { sampleFor } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";
import { outputValidators } from "../generated/validators.gen.ts";

/** A value for a column that the mock cannot compute, by the schema of the response. `place`: the response with the value in it. */
export function filling(operation: keyof Operations, place: (value: unknown) => unknown): unknown {
  return sampleFor((value) => outputValidators[operation](place(value)).length === 0);
}
