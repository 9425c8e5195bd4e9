import type { RuleId } from "../../../problems/rules.ts";
import { addressedReader } from "./addressed-reader.ts";
import { clientExtensions } from "./client-extensions.ts";
import type { LintRule } from "./lint-rule.ts";
import { operationIdName } from "./operation-id-name.ts";
import { operationSource } from "./operation-source.ts";
import { operationTagsUnique } from "./operation-tags-unique.ts";
import { pathElsewhere } from "./path-elsewhere.ts";
import { pathWithoutSlash } from "./path-without-slash.ts";
import { suspiciousName } from "./suspicious-name.ts";
import { vendorMatchesSpec } from "./vendor-matches-spec.ts";

/** Our rules by their ids. They cover what the general rules do not. */
export const lintRules: ReadonlyMap<RuleId, LintRule> = new Map<RuleId, LintRule>([
  ["addressed-reader", addressedReader],
  ["client-extensions", clientExtensions],
  ["operation-id-name", operationIdName],
  ["operation-source", operationSource],
  ["operation-tags-unique", operationTagsUnique],
  ["path-elsewhere", pathElsewhere],
  ["path-without-slash", pathWithoutSlash],
  ["suspicious-name", suspiciousName],
  ["vendor-matches-spec", vendorMatchesSpec],
]);
