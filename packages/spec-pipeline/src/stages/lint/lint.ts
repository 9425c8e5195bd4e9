import { createConfig, lintDocument } from "@redocly/openapi-core";
import { applyExceptions } from "../../problems/exceptions.ts";
import type { JsonObject } from "../../document/json.ts";
import { lintRules } from "./lint-rules/index.ts";
import type { LintContext } from "./lint-rules/lint-rule.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import { SealedResolver } from "../../document/sealed-resolver.ts";
import { toRedoclyDocument } from "../../document/to-redocly-document.ts";
import type { LintException } from "../../vendor/vendor.ts";

export interface LintSettings extends LintContext {
  /** Text of `redocly.yaml`: which of the general rules apply. */
  readonly config: string;
  readonly ignore: readonly LintException[];
}

/** Redocly's rules and ours on the document that ships. A finding is mended by an overlay or accepted with a reason. */
export async function lint(document: JsonObject, settings: LintSettings): Promise<StageResult<JsonObject>> {
  const found = [...(await generalFindings(document, settings.config)), ...ownFindings(document, settings)];
  return { value: document, problems: applyExceptions(found, settings.ignore) };
}

async function generalFindings(document: JsonObject, text: string): Promise<readonly Problem[]> {
  try {
    const config = await createConfig(text);
    const findings = await lintDocument({
      document: toRedoclyDocument(document),
      config,
      externalRefResolver: new SealedResolver(),
    });
    return findings.map(({ ruleId, severity, message, location, suggest }) => ({
      rule: ruleId,
      severity: severity === "warn" ? "warning" : "error",
      message: message.replaceAll(/\s+/g, " ").trim(),
      fix: suggest.length > 0 ? `did you mean ${suggest.join(" or ")}?` : undefined,
      pointer: location[0]?.pointer ?? "#/",
    }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      { rule: "lint", severity: "error", message: `lint could not run: ${message}`, fix: "see redocly.yaml", pointer: "#" },
    ];
  }
}

function ownFindings(document: JsonObject, context: LintContext): readonly Problem[] {
  return [...lintRules].flatMap(([rule, find]) => find(document, context).map((finding) => ({ rule, ...finding })));
}
