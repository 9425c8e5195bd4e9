import type { ScenarioAdapter } from "./play.ts";
import type { Expectation, Scenario } from "./scenario.ts";

/** The fields of an `ApiError` that a response without 2xx shows. Only an error of ours has the others. */
const SHOWN_BY_RESPONSES = ["bodyLength", "status"];

/** The expected end of a scenario through an adapter. A sentence gives the reason why it does not apply. */
export function expectationFor(
  { expect, throughFetch }: Scenario,
  { surface }: Pick<ScenarioAdapter, "surface">,
): Expectation | string {
  if (surface !== "fetch") return expect;
  if (throughFetch !== undefined) return throughFetch;
  if (expect.error !== "ApiError") return expect;
  const fields = Object.entries(expect.fields ?? {}).filter(([name]) => SHOWN_BY_RESPONSES.includes(name));
  return { ...expect, error: "response", fields: Object.fromEntries(fields) };
}
