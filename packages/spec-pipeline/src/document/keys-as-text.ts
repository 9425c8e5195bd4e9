import type { CollectionTag, ScalarTag, Tags } from "yaml";

/** Any plain key but the merge key, whose meaning is not a text. */
const KEY_TEXT: ScalarTag = { tag: "tag:yaml.org,2002:str", default: "key", test: /^(?!<<$)/, resolve: (text) => text };

/**
 * For `customTags` of the parser: a key without quotes is its text as it is written. YAML would read `1.10:` as the number 1.1, `0x10:`
 * as 16 and `null:` as nothing, and a name of a document is none of them.
 */
export function keysAsText(tags: Tags): (CollectionTag | ScalarTag | Tags[number])[] {
  return [KEY_TEXT, ...tags];
}
