import type { Extractor } from "./extractor.ts";
import { extractGitbook } from "./gitbook.ts";
import { extractMintlify } from "./mintlify.ts";
import { extractOpenapi } from "./openapi.ts";

/** Dialect, as `vendor.yaml` names it, to the extractor that reads it. */
export const extractors: ReadonlyMap<string, Extractor> = new Map([
  ["gitbook", extractGitbook],
  ["mintlify", extractMintlify],
  ["openapi", extractOpenapi],
]);
