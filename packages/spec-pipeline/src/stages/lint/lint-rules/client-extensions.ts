import { member } from "../../../document/json.ts";
import { eachNode } from "../../../document/nodes.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

const KNOWN: readonly string[] = [
  "x-client-accept",
  "x-client-content-type",
  "x-client-method",
  "x-client-method-was",
  "x-client-pages",
  "x-client-safe",
  "x-client-source",
  "x-client-stream-flag",
  "x-client-webhooks",
];
const SAFE_BY_METHOD = /\/(?:get|head)$/;

/** A misspelt extension of ours would have no effect, and nobody would notice. */
export const clientExtensions: LintRule = (document) => {
  const findings: Finding[] = [];
  eachNode(document, (node, kind, pointer) => {
    for (const key of Object.keys(node).filter((name) => name.startsWith("x-client-"))) {
      const report = (message: string): void => {
        findings.push({ severity: "error", pointer: `${pointer}/${key}`, message, fix: "correct the overlay that sets it" });
      };
      if (!KNOWN.includes(key)) report(`${key} is not an extension of ours: they are ${KNOWN.join(", ")}`);
      else if (key === "x-client-webhooks") {
        if (kind !== "document") report(`${key} belongs to the document`);
      } else if (kind !== "operation") report(`${key} belongs to an operation`);
      else if (key === "x-client-safe" && typeof member(node, key) !== "boolean") report("x-client-safe must be true or false");
      else if (key === "x-client-safe" && SAFE_BY_METHOD.test(pointer) && member(node, key) === true) {
        report("x-client-safe has no effect here: GET and HEAD are safe by their method");
      }
    }
  });
  return findings;
};
