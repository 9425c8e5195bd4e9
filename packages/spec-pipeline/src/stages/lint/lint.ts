import { createConfig, lintDocument, type Config } from "@redocly/openapi-core";
import { hideData } from "../../document/hide-data.ts";
import { stringMember, type JsonObject } from "../../document/json.ts";
import { SealedResolver } from "../../document/sealed-resolver.ts";
import { toRedoclyDocument } from "../../document/to-redocly-document.ts";
import { applyExceptions } from "../../problems/exceptions.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import { foreignRule } from "../../problems/rules.ts";
import type { LintException } from "../../vendor/vendor.ts";
import { EXAMPLE_RULES, findInvalidExamples, type ExampleRule, type ExampleRuleSettings } from "./find-invalid-examples.ts";
import { lintRules } from "./lint-rules/index.ts";
import type { LintContext } from "./lint-rules/lint-rule.ts";

export interface LintSettings extends LintContext {
  /** Text of `redocly.yaml`, which selects the general rules. */
  readonly config: string;
  readonly ignore: readonly LintException[];
}

/** Runs Redocly's rules and ours on the document that ships. An overlay fixes a finding, or a person accepts it with a reason. */
export async function lint(document: JsonObject, settings: LintSettings): Promise<StageResult<JsonObject>> {
  const general = await generalFindings(document, settings.config);
  const found = [...general.problems, ...ownFindings(document, settings)];
  return { value: document, problems: applyExceptions(found, settings.ignore, general.rules) };
}

/** The findings of the general linter, and the ids of its rules. */
async function generalFindings(
  document: JsonObject,
  text: string,
): Promise<{ readonly problems: readonly Problem[]; readonly rules: readonly string[] }> {
  try {
    const config = await createConfig(text);
    const examples = readExampleRules(config, document);
    config.skipRules(Object.values(EXAMPLE_RULES));
    const find = (linted: JsonObject): ReturnType<typeof lintDocument> =>
      lintDocument({ document: toRedoclyDocument(linted), config, externalRefResolver: new SealedResolver() });
    const first = await find(document);
    // The linter follows references in data as well.
    const findings = first.some(({ ruleId }) => ruleId === "no-unresolved-refs") ? await find(hideData(document)) : first;
    const problems = findings.map(({ ruleId, severity, message, location, suggest }): Problem => ({
      rule: foreignRule(ruleId),
      severity: severity === "warn" ? "warning" : "error",
      message: message.replaceAll(/\s+/g, " ").trim(),
      fix: suggest.length > 0 ? `did you mean ${suggest.join(" or ")}?` : undefined,
      pointer: location[0]?.pointer ?? "#/",
    }));
    problems.push(...findInvalidExamples(document, examples));
    return { problems, rules: config.plugins.flatMap(({ rules }) => Object.keys(rules?.oas3 ?? {})) };
  } catch (error) {
    const message = `lint could not run: ${error instanceof Error ? error.message : String(error)}`;
    return { problems: [{ rule: "lint", severity: "error", message, fix: "see redocly.yaml", pointer: "#" }], rules: [] };
  }
}

/** The settings of the rules that we check in place of the linter. A rule that is switched off has none. */
function readExampleRules(config: Config, document: JsonObject): ReadonlyMap<ExampleRule, ExampleRuleSettings> {
  const version = stringMember(document, "openapi")?.startsWith("3.2") === true ? "oas3_2" : "oas3_1";
  const settings = new Map<ExampleRule, ExampleRuleSettings>();
  for (const rule of Object.values(EXAMPLE_RULES)) {
    const { severity, ...options } = config.getRuleSettings(rule, version);
    if (severity === "off") continue;
    const allowAdditionalProperties = "allowAdditionalProperties" in options && options.allowAdditionalProperties === true;
    settings.set(rule, { severity: severity === "warn" ? "warning" : "error", allowAdditionalProperties });
  }
  return settings;
}

function ownFindings(document: JsonObject, context: LintContext): readonly Problem[] {
  return [...lintRules].flatMap(([rule, find]) => find(document, context).map((finding) => ({ rule, ...finding })));
}
