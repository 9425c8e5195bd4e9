import type { ScenarioAdapter } from "./play.ts";
import type { Expectation, Scenario } from "./scenario.ts";

/** What an answer that is not 2xx shows of an `ApiError`; the rest only an error of ours can carry. */
const SHOWN_BY_ANSWERS = ["bodyLength", "status"];

/** What a scenario must end in through an adapter; a sentence says why it does not apply to it. */
export function expectationFor(
  { expect, throughFetch }: Scenario,
  { surface }: Pick<ScenarioAdapter, "surface">,
): Expectation | string {
  if (surface !== "fetch") return expect;
  if (throughFetch !== undefined) return throughFetch;
  if (expect.error !== "ApiError") return expect;
  const fields = Object.entries(expect.fields ?? {}).filter(([name]) => SHOWN_BY_ANSWERS.includes(name));
  return { ...expect, error: "answer", fields: Object.fromEntries(fields) };
}
