import type { CollectionTag, ScalarTag, Tags } from "yaml";

/** Any plain key but the merge key, which has a meaning of its own. */
const KEY_TEXT: ScalarTag = { tag: "tag:yaml.org,2002:str", default: "key", test: /^(?!<<$)/, resolve: (text) => text };

/**
 * For `customTags` of the parser: a key without quotes is the text as written. YAML would read `1.10:` as the number 1.1, `0x10:` as 16 and
 * `null:` as null. Names of a document are texts.
 */
export function keysAsText(tags: Tags): (CollectionTag | ScalarTag | Tags[number])[] {
  return [KEY_TEXT, ...tags];
}
