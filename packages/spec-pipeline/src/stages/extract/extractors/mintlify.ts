import type { Extractor } from "./extractor.ts";
import { listFences } from "./fences.ts";

const ANNOUNCEMENT = /^(?:ya?ml|json)\s+(?:(\S+)\s+)?(get|put|post|delete|options|head|patch|trace|webhook)\s+(\S+)(?:\s|$)/i;

/** Mintlify puts the document in a fence whose info string names the operation: `yaml [SPEC-URL] METHOD /path`. */
export const extractMintlify: Extractor = (page) =>
  listFences(page).flatMap((fence) => {
    const [, , method, path] = ANNOUNCEMENT.exec(fence.info) ?? [];
    if (method === undefined || path === undefined) return [];
    return [{ ...fence, announced: { method: method.toLowerCase(), path } }];
  });
