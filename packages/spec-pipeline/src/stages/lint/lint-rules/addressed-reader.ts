import { listMember, objectMember, stringMember, type Json } from "../../../document/json.ts";
import { eachNode } from "../../../document/nodes.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

const TEXTS = ["title", "summary", "description"];

/** Words that address a reader, or an agent that reads for one. Words about an API do not. */
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

/** The same command in other languages: the verb, and its object. Both orders are searched, since languages differ. */
const ORDERS: readonly (readonly [passOver: string, what: string])[] = [
  ["ignoriere|ignorieren sie|vergiss|vergessen sie|missachte", "anweisung(?:en)?|instruktion(?:en)?|regeln"],
  ["ignore[rz]?|oublie[rz]?", "consignes?|instructions? (?:précédentes?|ci-dessus)|règles précédentes"],
  ["ignor[ae]|ignorar|olvid[ae]|olvidar|desconsidere", "instrucciones|instruções|indicaciones"],
  ["ignora|ignorate|dimentica", "istruzioni"],
  ["negeer|vergeet", "instructies|aanwijzingen"],
  ["zignoruj|pomiń", "instrukcje|polecenia"],
  ["игнорируй(?:те)?|проигнорируй(?:те)?|забудь(?:те)?", "инструкции|указания"],
  ["yok say|görmezden gel", "talimatları|yönergeleri"],
];

/** Scripts without spaces between words. */
const UNSPACED_ORDERS: readonly RegExp[] = [
  /(?:忽略|无视|無視)[^。.!?]{0,20}(?:指令|指示|说明|規則|规则|提示)/u,
  /(?:指示|命令|ルール|プロンプト)[^。.!?]{0,12}(?:無視|忘れ)/u,
  /(?:지시|명령|규칙|프롬프트)[^。.!?]{0,12}(?:무시|잊)/u,
];

const PATTERNS: readonly RegExp[] = [
  ...ADDRESSES,
  ...ORDERS.flatMap(([passOver, what]) => [inSentence(passOver, what), inSentence(what, passOver)]),
  ...UNSPACED_ORDERS,
];

/** Two words of one sentence, near each other. `\b` works for English letters only. */
function inSentence(first: string, second: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${first})(?!\\p{L})[^.!?]{0,40}(?<!\\p{L})(?:${second})(?!\\p{L})`, "iu");
}

/** Texts of a page end up in doc comments and on sites, where agents read them. This rule finds texts that speak to agents. */
export const addressedReader: LintRule = (document) => {
  const findings: Finding[] = [];
  const look = (node: Json, pointer: string): void => {
    for (const key of TEXTS) {
      const text = stringMember(node, key);
      const found =
        text === undefined ? undefined : PATTERNS.map((pattern) => pattern.exec(text)?.[0]).find((words) => words !== undefined);
      if (found === undefined) continue;
      findings.push({
        severity: "warning",
        pointer: `${pointer}/${key}`,
        message: `the ${key} speaks to its reader instead of the API: “${found}”`,
        fix: "read it; cut it with an overlay, or accept it under ignore in vendor.yaml",
      });
    }
  };
  look(objectMember(document, "info"), "#/info");
  for (const name of ["servers", "tags"])
    for (const [index, node] of listMember(document, name).entries()) look(node, `#/${name}/${index}`);
  eachNode(document, (node, _kind, pointer) => look(node, pointer));
  return findings;
};
