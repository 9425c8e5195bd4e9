import type { Operation } from "../../model/operation.ts";
import { docTag, type DocTag } from "../../source/source-text.ts";
import { mediaComment } from "./media-comment.ts";

/** The comment over an operation: words of the document, its media types, further lines, and the vendor's page. */
export function operationComment(operation: Operation, more: readonly (string | DocTag)[] = []): readonly (string | DocTag)[] {
  const { summary, description, call } = operation;
  const texts = [...new Set([summary, description])].filter((text): text is string => text !== undefined && text.trim() !== "");
  return [...texts.flatMap((text) => [text, ""]), `\`${call}\``, ...mediaComment(operation), ...more, ...commentEnd(operation)];
}

/** The last tags of a comment over an operation. */
export function commentEnd({ deprecated, docs }: Operation): readonly DocTag[] {
  return [...(deprecated ? [docTag("deprecated")] : []), ...(docs === "" ? [] : [docTag("see", docs)])];
}
