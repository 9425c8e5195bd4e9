import { stringMember } from "../../../document/json.ts";
import { eachNode } from "../../../document/nodes.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

const TEXTS = ["title", "summary", "description"];

/** What is said to a reader, or to an agent that reads for one, and not of an API. */
const ADDRESSES: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget) (?:all |any |the |your |these )*(?:previous|prior|above|earlier|preceding|other|system)\b/i,
  /\b(?:ignore|disregard|forget) (?:all |any |the |your )+(?:instructions?|rules?|prompts?|guidelines?)\b/i,
  /\byou (?:must|should|need to|have to) (?:now |first |also |always )?(?:run|execute|install|fetch|download|visit|open|email|paste|delete|commit|push|approve|merge)\b/i,
  /\byou are (?:now )?(?:an? )?(?:\w+ )?(?:ai|assistant|agent|language model)\b/i,
  /\b(?:do not|don't|never) (?:tell|inform|mention (?:this )?to|warn|ask) the (?:user|reviewer|developer|human)\b/i,
  /\b(?:system prompt|tool[ _]calls?|function[ _]calls?)\s*[:=({]/i,
  /<\/?(?:system|assistant|tool_call|function_call|tool_use|invoke|instructions?)\b[^>]{0,200}>/i,
  /\b(?:ai|coding|llm) (?:agents?|assistants?)(?: reading this)?[,:] /i,
];

/** Texts of a page end in doc comments and on sites, where agents read them: one that speaks to them is named. */
export const addressedReader: LintRule = (document) => {
  const findings: Finding[] = [];
  eachNode(document, (node, _kind, pointer) => {
    for (const key of TEXTS) {
      const text = stringMember(node, key);
      const found =
        text === undefined ? undefined : ADDRESSES.map((pattern) => pattern.exec(text)?.[0]).find((words) => words !== undefined);
      if (found === undefined) continue;
      findings.push({
        severity: "warning",
        pointer: `${pointer}/${key}`,
        message: `the ${key} speaks to its reader instead of the API: “${found}”`,
        fix: "read it; cut it with an overlay, or accept it under ignore in vendor.yaml",
      });
    }
  });
  return findings;
};
