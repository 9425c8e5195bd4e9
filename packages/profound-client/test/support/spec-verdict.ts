import { createSpecVerdict, type SpecVerdict } from "../../../../test/spec-verdict.ts";
import { operations } from "../../src/generated/operations.gen.ts";
import { inputValidators } from "../../src/generated/validators.gen.ts";

/** The spec's verdict on a request of this client. */
export const specVerdict: SpecVerdict = createSpecVerdict(operations, inputValidators);
