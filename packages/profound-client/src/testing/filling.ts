import { sampleFor } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";
import { outputValidators } from "../generated/validators.gen.ts";

/** A value for a column that the mock cannot compute, as the schema of the response has it. `place`: the response that holds the value there. */
export function filling(operation: keyof Operations, place: (value: unknown) => unknown): unknown {
  return sampleFor((value) => outputValidators[operation](place(value)).length === 0);
}
