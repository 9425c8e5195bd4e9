import { fixedSteps, isNoise, isOwner, lastWords, type PathStep } from "./path-steps.ts";
import { HEADS, PLAIN_VERBS, TAILS, THINGS, VERBS } from "./verbs.ts";
import { inPlural, inSingular, isPlural, isSame, isSameThing, singular, wordsOf } from "./words.ts";

/** An operation id, and what it can be told from. */
export interface GivenId {
  readonly method: string;
  readonly path: string;
  readonly id: string;
}

/** The words of an operation id without what a framework adds: path and method at its end or start, `UsingGET_1`, versions. */
export function readId({ id, method }: GivenId, steps: readonly PathStep[]): readonly string[] {
  // `drive.files.list` has the verb behind its thing, and the name of the API before it.
  const [, dottedThing = "", dottedVerb] = /^\w+(?:\.\w+)*\.(\w+)\.(\w+)$/.exec(id) ?? [];
  if (dottedVerb !== undefined)
    return wordsOf(dottedVerb).length > 1 ? wordsOf(dottedVerb) : wordsOf(`${dottedVerb}.${dottedThing}`);
  const words = wordsOf(id.replace(/using(?:get|put|post|delete|options|head|patch)(?:_\d+)?$/i, ""));
  // `GET_mc-lists-id` is made of a path too, if perhaps of an older one.
  const [, second = "", third] = words;
  if (words.length > 1 && id.startsWith(`${method.toUpperCase()}_`))
    return isSurelyVerb(second) ? withoutNoise(words.slice(1), steps) : [];
  const inPath = steps.flatMap((step) => step.words);
  const named = inPath.filter(isWord);
  for (const tail of [inPath, named]) {
    const whole = [...tail, method];
    if (tail.length > 0 && isSame(words.slice(-whole.length), whole))
      return withoutNoise(words.slice(0, words.length - whole.length), steps);
  }
  if (words[0] === method && isMade(words.slice(1), steps)) return [];
  const plain = withoutNoise(words, steps);
  // `postApplyRequest` on `/request/apply`: what is done is the second verb.
  if (
    words[0] === method &&
    method !== "delete" &&
    third !== undefined &&
    VERBS.has(second) &&
    isSame(lastWords(steps), [second])
  )
    return plain.slice(1);
  // The verb of `customerInitiatePasswordResetPut` is within.
  if (plain.at(-1) !== method || plain.length < 3) return plain;
  const verb = plain.findIndex((word, index) => isSurelyVerb(word) && index < plain.length - 1);
  return verb > 0 ? plain.slice(verb, -1) : plain;
}

/** Whether words are those of a path: `GetCustomersCustomer`, or `getUsersByUserId`, or `put_comments_id` of `/comments/{comment_id}`. */
function isMade(words: readonly string[], steps: readonly PathStep[]): boolean {
  const forms = [
    steps.flatMap((step) => step.words),
    steps.flatMap((step) => (step.isParam ? ["by", ...step.words] : step.words)),
    steps.flatMap((step) => (step.isParam ? ["id"] : step.words)),
  ];
  return forms.some((form) => isSame(words, form) || isSame(words.filter(isWord), form.filter(isWord)));
}

function isWord(word: string): boolean {
  return !isNoise([word]);
}

/** Resource and method of an id that names both: `VpnSites_ListByResourceGroup`, `repos/list-for-org`, `registry_update_subscription`. */
export function idParts(
  id: string,
  steps: readonly PathStep[],
): readonly [resource?: readonly string[], method?: readonly string[]] {
  const [, owner = "", rest = ""] =
    /^([A-Za-z][A-Za-z\d-]*)(?:_|\/|::?|#)([A-Za-z][A-Za-z\d-]*)$/.exec(id) ??
    /^([A-Za-z][A-Za-z\d]*)_([a-z]+_\w+)$/.exec(id) ??
    [];
  const [resource, method] = [withoutNoise(wordsOf(owner), steps), withoutNoise(wordsOf(rest), steps)];
  const [verb = ""] = method;
  const isPascal = method.length > 0 && /^[A-Z][a-z][A-Za-z\d]*_[A-Z]/.test(id);
  // `flag_test` may test a flag, and `process_batch` processes one.
  const isNoVerb = !rest.includes("_") && !VERBS.has(resource[0] ?? "");
  const isPair = isPascal || (VERBS.has(verb) && !isSurelyVerb(resource[0]) && (isSurelyVerb(verb) || isNoVerb));
  return isPair && resource.length > 0 && resource.length <= MOST_WORDS ? [resource, method] : [];
}

/** A longer name of a resource is a sentence. */
export const MOST_WORDS = 4;

/** The words of an id with its verb at the start; undefined where it has none. */
export function verbFirst(
  method: string,
  id: readonly string[],
  resource: readonly string[],
  steps: readonly PathStep[],
): readonly [string, ...string[]] | undefined {
  const [head] = id;
  if (head === undefined) return undefined;
  const rest = isSameThing(id.slice(0, resource.length), resource) ? id.slice(resource.length) : [];
  const behind = isSurelyVerb(head) ? undefined : pathVerb(method, id, steps);
  return (
    (rest.length === 0 ? undefined : withVerb(rest, resource)) ??
    behind ??
    withVerb(id, resource) ??
    unknownVerb(method, id, steps, resource)
  );
}

function withVerb(words: readonly string[], resource: readonly string[]): readonly [string, ...string[]] | undefined {
  const [first, ...others] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (others.length > 0 && PLAIN_VERBS.has(last) && (!VERBS.has(first) || THINGS.has(first)))
    return inFront(last, words.slice(0, -1));
  if (VERBS.has(first)) return [first, ...others];
  return VERBS.has(last) && isSameThing([first], resource) ? inFront(last, words.slice(0, -1)) : undefined;
}

/** `transferList` lists transfers. */
function inFront(verb: string, thing: readonly string[]): readonly [string, ...string[]] {
  return [verb, ...(verb === "list" && thing.at(-1)?.endsWith("ing") !== true ? inPlural(thing) : thing)];
}

/** `sandboxItemResetLogin` on `/sandbox/item/reset_login` resets the login of an item: the id ends as the path does, in a verb. */
function pathVerb(method: string, id: readonly string[], steps: readonly PathStep[]): readonly [string, ...string[]] | undefined {
  const [verb, ...rest] = lastWords(steps);
  if (verb === undefined || !VERBS.has(verb) || !isSame(id.slice(-rest.length - 1), [verb, ...rest])) return undefined;
  if (isThing([verb, ...rest]) || (method === "get" && !PLAIN_VERBS.has(verb))) return undefined;
  const owner = id.slice(0, -rest.length - 1);
  if (owner.length === 0) return undefined;
  // `institutionsGetById` on `/institutions/get_by_id` gets an institution.
  return [...inFront(verb, rest[0] === "by" ? inSingular(owner) : owner), ...rest];
}

/** An id whose first word we have not in the list of verbs: it is one where the resource follows, or where the path ends with it. */
function unknownVerb(
  method: string,
  [first, ...rest]: readonly string[],
  steps: readonly PathStep[],
  resource: readonly string[],
): readonly [string, ...string[]] | undefined {
  if (first === undefined || isSameThing([first], resource)) return undefined;
  const last = fixedSteps(steps.slice(-1))[0]?.words ?? [];
  const isAction = isSame(lastWords(steps), [first]) && rest.length > 0 && first === singular(first);
  const isWhole = method !== "get" && rest.length > 0 && isSame(last, [first, ...rest]);
  return isAction || isWhole || (isSameThing(rest, resource) && !isOwner([first], steps)) ? [first, ...rest] : undefined;
}

/** Whether a step that begins with a verb names a thing: `login_links`, `checkout-key`, `views`. */
export function isThing([verb = "", ...rest]: readonly string[]): boolean {
  const end = rest.at(-1);
  return end === undefined ? isPlural(verb) : HEADS.has(verb) && (isPlural(end) || TAILS.has(end));
}

export function isSurelyVerb(word = ""): boolean {
  return (VERBS.has(word) && !THINGS.has(word)) || word === "post";
}

/** Words without those of a framework. An endpoint that the path names is a thing, and `repositoriesV2` are others than `repositories`. */
function withoutNoise(words: readonly string[], steps: readonly PathStep[]): readonly string[] {
  const known = new Set(steps.flatMap((step) => (step.isParam || !isNoise(step.words) ? step.words : [])).map(singular));
  return words.filter(
    (word) =>
      !/^\d+$|^(?:api|an?|the)$/.test(word) &&
      (!/^(?:v\d+(?:(?:alpha|beta)\d*)?|controller|endpoint|handler)$/.test(word) || known.has(word)),
  );
}
