import type { Extractor } from "./extractor.ts";
import { listFences } from "./fences.ts";

/** GitBook puts a whole document into a `json` fence for each operation. */
export const extractGitbook: Extractor = (page) =>
  listFences(page).filter(
    ({ info, text }) => /^json\b/i.test(info) && /^\s*\{\s*"openapi"\s*:/.test(text) && !holdsComment(text),
  );

/** Examples for readers hold comments outside of strings, which no JSON document does. */
function holdsComment(text: string): boolean {
  return /\/[/*]/.test(text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""'));
}
