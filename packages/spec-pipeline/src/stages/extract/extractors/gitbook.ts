import { isObject, parseJson } from "../../../document/json.ts";
import type { Extractor } from "./extractor.ts";
import { listFences } from "./fences.ts";

/** GitBook puts a whole document into a `json` fence for each operation. */
export const extractGitbook: Extractor = (page) =>
  listFences(page).filter(({ info, text }) => /^json\b/i.test(info) && !holdsComment(text) && isDocument(text));

/** A block that is cut off or mistyped is recognised by its start, so that it is refused and not overlooked. */
function isDocument(text: string): boolean {
  if (/^\s*\{\s*"openapi"\s*:/.test(text)) return true;
  try {
    const value = parseJson(text);
    return isObject(value) && Object.hasOwn(value, "openapi");
  } catch {
    return false;
  }
}

/** Examples for readers have comments outside strings, which no JSON document has. The page may end inside a string. */
function holdsComment(text: string): boolean {
  return /\/[/*]/.test(text.replaceAll(/"(?:[^"\\\n]|\\.)*(?:"|$)/gm, '""'));
}
