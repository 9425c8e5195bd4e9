import type { Random } from "./random.ts";

const SUBJECTS = ["The account", "A member", "The owner", "Each entry", "This resource", "The caller", "An installation"];
const VERBS = ["lists", "replaces", "returns", "keeps", "requires", "inherits", "archives", "counts"];
const OBJECTS = [
  "the permissions of its parent",
  "every version that is still in use",
  "the settings of the organization",
  "all members with the role `admin`",
  "a token with the scope `read:all`",
  "the values that were given before",
  "at most 100 items a page",
  "the time zone of the account",
];
const ENDINGS = [
  "unless it is archived",
  "before the next billing period starts",
  "where the feature is switched on",
  "in the order of their creation",
  "for as long as the plan allows",
];

/** One sentence, as one finds it in the description of a property. */
export function makeSentence(random: Random): string {
  return `${random.pick(SUBJECTS)} ${random.pick(VERBS)} ${random.pick(OBJECTS)}, ${random.pick(ENDINGS)}.`;
}

/** Paragraphs of Markdown with a link, a list and a note, as one finds them in the description of an operation. */
export function makeDescription(random: Random, paragraphs: number): string {
  const parts: string[] = [];
  for (let count = 0; count < paragraphs; count += 1) {
    parts.push([makeSentence(random), makeSentence(random), makeSentence(random)].join(" "));
    if (random.chance(0.3)) parts.push(`> [!NOTE]\n> ${makeSentence(random)}`);
    if (random.chance(0.3))
      parts.push(
        `* \`${random.pick(VERBS)}\`: ${makeSentence(random)}\n* [Guide](https://docs.made.example/guide): ${makeSentence(random)}`,
      );
  }
  return parts.join("\n\n");
}
