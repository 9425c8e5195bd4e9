import { isSameThing, singular, wordsOf } from "./words.ts";

/** A step of a path: its fixed words, or the name of a parameter. */
export interface PathStep {
  readonly isParam: boolean;
  readonly words: readonly string[];
}

/** The steps of a path. What stands behind `#` tells operations of one path apart, and is a step. */
export function readSteps(path: string): readonly PathStep[] {
  const plain = path.replace(/\?[^#]*/s, "").replace(/\.(?:json|xml|atom)$/i, "");
  return [...plain.matchAll(/\{([^}]*)\}|[^/{}:.(),;=#]+/g)]
    .map(([text, param]) => ({ isParam: param !== undefined, words: wordsOf(param ?? text) }))
    .filter(({ words }) => words.length > 0);
}

/** Whether all words of a step name nothing of the API: `v2`, `2024-01-01`, `api`. */
export function isNoise(words: readonly string[]): boolean {
  return words.every((word) => /^v?\d|^(?:api|apis|rest|(?:alpha|beta)\d*)$/.test(word));
}

/** The fixed steps that name something. */
export function fixedSteps(steps: readonly PathStep[]): readonly PathStep[] {
  return steps.filter(({ isParam, words }) => !isParam && !isNoise(words));
}

/** The words of the last fixed step; empty where there is none. */
export function lastWords(steps: readonly PathStep[]): readonly string[] {
  return fixedSteps(steps).at(-1)?.words ?? [];
}

/** Whether a path ends with the name of one thing: `/customers/{customer_id}`, and not `/snippets/{workspace}`. */
export function namesItem(steps: readonly PathStep[]): boolean {
  const param = steps.at(-1);
  if (param?.isParam !== true) return false;
  const thing = lastWords(steps).map(singular);
  const own = param.words
    .map((word) => (thing.length > 0 ? word.replace(/(?<=.)(?:id|key|uuid|slug|name)$/, "") : word))
    .filter((word) => !GENERIC.has(word));
  return own.length === 0 || own.some((word) => thing.includes(singular(word))) || isSameThing(own, thing);
}

/** Words of a parameter that any thing may be named by. */
const GENERIC: ReadonlySet<string> = new Set("code exposed gid guid id key name no number sid slug token uid uuid".split(" "));

/** Whether things of this name hold the last ones: `sites` in `/sites/{site_id}/builds`. */
export function isOwner(words: readonly string[], steps: readonly PathStep[]): boolean {
  return steps.some((step, index) => {
    if (index === steps.length - 1) return false;
    if (step.isParam)
      return isSameThing(
        step.words.filter((word) => !GENERIC.has(word)),
        words,
      );
    return steps[index + 1]?.isParam === true && isSameThing(step.words, words);
  });
}
