import type { ResponseErrorReason } from "./errors.ts";
import { type Confidence, excerpt } from "./redact.ts";

/** What is wrong with a text that should be JSON and is none. */
export interface Judgement {
  readonly reason: ResponseErrorReason;
  /** To follow "was answered 200, but ". */
  readonly message: string;
}

/** Tells JSON that was cut off from text that never was JSON. */
export function judgeText(text: string, contentType: string, confidence: Confidence): Judgement {
  if (!text.trim()) return { reason: "empty", message: "without a body" };
  if (isCutJson(text)) return { reason: "truncated", message: `its JSON breaks off after ${text.length} characters` };
  return {
    reason: "not-json",
    message: `with ${excerpt(contentType, confidence) || "text"} instead of JSON: ${excerpt(text, confidence)}`,
  };
}

/** True where text that is no JSON is the beginning of some: a bracket or a string is still open at its end. */
export function isCutJson(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '"') isString = !isString;
    else if (isString) index += Number(character === "\\");
    else depth += Number("{[".includes(character)) - Number("}]".includes(character));
  }
  return /^\s*[[{"]/.test(text) && (isString || depth > 0);
}
