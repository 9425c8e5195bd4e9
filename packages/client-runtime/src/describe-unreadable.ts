import type { ResponseErrorReason } from "./errors.ts";
import { excerpt, type Secrets } from "./redact.ts";

/** The fault of a text that should be JSON. */
export interface Unreadable {
  readonly reason: ResponseErrorReason;
  /** In words that follow "got 200, but ". */
  readonly message: string;
}

/** Tells JSON that was cut off from text that never was JSON. */
export function describeUnreadable(text: string, contentType: string, secrets: Secrets): Unreadable {
  if (!text.trim()) return { reason: "empty", message: "without a body" };
  if (isCutJson(text)) return { reason: "truncated", message: `its JSON breaks off after ${text.length} characters` };
  return {
    reason: "not-json",
    message: `with ${excerpt(contentType, secrets) || "text"} instead of JSON: ${excerpt(text, secrets)}`,
  };
}

/** True if invalid JSON is the beginning of valid JSON: a bracket or a string is still open at its end. */
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
