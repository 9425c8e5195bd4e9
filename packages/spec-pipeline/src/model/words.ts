/** Names that are not split as their letters suggest. */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/OAuth/g, "Oauth"],
  [/OpenAPI/g, "Openapi"],
  [/GraphQL/g, "Graphql"],
  [/IPv([46])/g, "Ipv$1"],
  [/\bre-(?=[a-z])/g, "re"],
  // `IDs`, `URLs`: the last capital begins no word, as these are plurals.
  [/([A-Z]{2,})s(?![a-z])/g, "$1S"],
];

/** The words of a name in lower case, in any spelling: `listSSHKeys`, `list_ssh_keys`, `List SSH keys`. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/['’]/g, "");
  const spelt = BRANDS.reduce((name, [pattern, spelling]) => name.replaceAll(pattern, spelling), plain);
  return [...spelt.matchAll(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g)].map(([word]) => word.toLowerCase());
}

/** `["list", "ssh", "keys"]` becomes `listSshKeys`. */
export function camelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
}

/** The singular: `companies` becomes `company`. Any other word stays. */
export function singular(word: string): string {
  if (word === "people") return "person";
  if (word === "ids") return "id";
  if (word === "caches") return "cache";
  if (/(?:ss|us|is|news|series|kubernetes)$/.test(word) || word.length < 4) return word;
  if (/(?:[^aeiou])ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(?:ss|x|z|ch|sh|us)es$/.test(word)) return word.replace(/es$/, "");
  return word.replace(/s$/, "");
}

/** The plural of a word. A plural stays. */
export function plural(word: string): string {
  if (isPlural(word) || /(?:news|series|information)$/.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, "ies");
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** Whether a word names several things. */
export function isPlural(word: string): boolean {
  return singular(word) !== word || ["data", "media", "children"].includes(word);
}

/** Whether two names are of one thing, in the singular or plural, as one word or several: `Single Sends` and `singlesends`. */
export function isSameThing(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && joined(one) === joined(other);
}

function joined(words: readonly string[]): string {
  return singular(words.map(singular).join(""));
}

export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

/** Words with the last one in the plural. */
export function inPlural(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (index === words.length - 1 ? plural(word) : word));
}

/** Words with the last one in the singular. */
export function inSingular(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (index === words.length - 1 ? singular(word) : word));
}
