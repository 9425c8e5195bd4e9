import { createMockFetch } from "@specloom/client-runtime/mock";
import { createSpecVerdict, type SpecVerdict } from "../../../../test/spec-verdict.ts";
import { operations } from "../../src/generated/operations.gen.ts";
import { inputValidators } from "../../src/generated/validators.gen.ts";

const judge = createMockFetch({
  operations,
  validators: inputValidators,
  authenticate: () => undefined,
  respondInvalid: (issues) => Response.json(issues),
  handlers: Object.fromEntries(Object.keys(operations).map((id) => [id, () => Response.json("allowed")])),
});

/** The spec's verdict on a request of this client. */
export const specVerdict: SpecVerdict = createSpecVerdict(judge);
