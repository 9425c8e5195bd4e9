import type { Json } from "../document/json.ts";
import { fixedSteps, isNoise, isOwner, lastWords, namesItem, readSteps, type PathStep } from "./path-steps.ts";
import { idParts, isSurelyVerb, isThing, MOST_WORDS, readId, verbFirst } from "./read-id.ts";
import type { ResponseShape } from "./response-shape.ts";
import { ENDINGS, NAMES, PLAIN_VERBS, VERBS } from "./verbs.ts";
import { camelCase, inPlural, inSingular, isPlural, isSame, isSameThing, singular, wordsOf } from "./words.ts";

// docs/method-names.md tells the rule, with examples that a test executes.

/** The place of an operation's method on a client: `client.customers.list`. */
export interface MethodName {
  readonly resource: string;
  readonly method: string;
}

/** `customers.list` */
export function printMethodName({ resource, method }: MethodName): string {
  return `${resource}.${method}`;
}

/** The method that walks all pages of another one. */
export function walkName({ resource, method }: MethodName): MethodName {
  return { resource, method: `${method}All` };
}

/** The parts of `customers.list`. Undefined if a client cannot have a method of that name. */
export function readMethodName(text: Json | undefined): MethodName | undefined {
  const [, resource = "", method = ""] = (typeof text === "string" && NAME.exec(text)) || [];
  return resource !== "" && isFree(resource, method) ? { resource, method } : undefined;
}

const NAME = /^([a-z][A-Za-z\d]*)\.([a-z][A-Za-z\d]*)$/;

/** Names that a client or every object has, and `then`: an object with `then` is treated as a promise. */
const TAKEN: ReadonlySet<string> = new Set(["call", "then", "withResponse", ...Object.getOwnPropertyNames(Object.prototype)]);

/** A resource is a constant of a module. So its name cannot be a word of the language, or a name that the module imports or exports. */
const RESERVED: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function
  if implements import makeResource resources in instanceof interface let new null package private protected public return static super switch this throw true try
  typeof undefined var void walkAll while with yield`.split(/\s+/),
);

function isFree(resource: string, method: string): boolean {
  return !TAKEN.has(resource) && !RESERVED.has(resource) && !TAKEN.has(method);
}

/** The facts that a name is made of. They concern one operation only. */
export interface NamedCall {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly tags: readonly string[];
  /** What the body of its success holds; undefined where the document does not say. */
  readonly response: ResponseShape | undefined;
  readonly hasBody: boolean;
}

type Words = readonly [string, ...string[]];

/** The words of a method, and those that it would have with all words of the id. */
interface Named {
  readonly short: Words;
  readonly long: readonly string[];
}

/**
 * The possible names of an operation, the shortest first. It gets the first one that no other operation has. The last ones contain the
 * whole operation id or path.
 */
export function methodNameCandidates(call: NamedCall): readonly MethodName[] {
  const steps = readSteps(call.path);
  const rpc = readRpc(call);
  const resourceWords = rpc?.resource ?? groupOf(call, steps);
  const { short, long } = rpc ? { short: rpc.method, long: rpc.method } : methodWords(call, steps, resourceWords);
  const [verb, ...thing] = short;
  const said = new Set([...resourceWords, ...short].map(singular));
  const fixed = steps.filter(({ isParam }) => !isParam).flatMap(({ words }) => words);
  const others = fixed.filter((word) => !isNoise([word]) && !said.has(singular(word))).map(singular);
  const params = steps.filter(({ isParam }) => isParam).flatMap(({ words }) => words);
  const forOthers = others.length > 0 ? ["for", ...others] : [];
  const last = steps.findLast(({ isParam }) => isParam)?.words ?? [];
  const by = (words: readonly string[]): readonly string[] => (words.length > 0 && !short.includes("by") ? ["by", ...words] : []);
  const full = wordsOf(call.id);
  const versionOfId = full.filter((word) => VERSION.test(word)).slice(0, 1);
  const version = versionOf(steps);
  const all = [
    short,
    [...short, ...versionOfId],
    ...(verb === "update" || verb === "replace" ? [[wordOfMethod(call), ...thing]] : []),
    ...(version.length > 0 && !fixed.includes(version[0] ?? "") ? [[...short, ...version]] : []),
    ...(forOthers.length > MOST_WORDS ? [long] : []),
    [...short, ...forOthers],
    long,
    [...short, ...version],
    [...short, ...by(last)],
    [...short, ...forOthers, ...by(last)],
    [...short, ...forOthers, ...by(params), ...version],
    ...(short.length === 1 ? [[...short, ...resourceWords]] : []),
    full,
    ...(full.length > 0 ? [[...full, "by", call.method]] : []),
    [call.method, ...fixed, ...by(params)],
  ];
  const resource = resourceName(resourceWords);
  return all.filter((words) => words.length > 0).map((words) => ({ resource, method: identifierOf(words, "call") }));
}

/** `put` and `patch` of one thing are two methods. */
function wordOfMethod({ method }: NamedCall): string {
  return method === "put" ? "replace" : method === "patch" ? "update" : method;
}

const VERSION = /^v\d/;

/** `v2` of `/v2/users` and of `/users/2.0` */
function versionOf(steps: readonly PathStep[]): readonly string[] {
  const fixed = steps.filter(({ isParam }) => !isParam).map(({ words }) => words);
  const found = fixed.flat().find((word) => VERSION.test(word));
  const named = fixed.findIndex((words) => !isNoise(words));
  const number = fixed.slice(Math.max(named, 0)).find((words) => words.every((word) => /^\d+$/.test(word)))?.[0];
  return found === undefined ? (number === undefined ? [] : [`v${number}`]) : [found];
}

function resourceName(words: readonly string[]): string {
  const name = identifierOf(words, "api");
  return TAKEN.has(name) || RESERVED.has(name) ? `${name}Api` : name;
}

/** An identifier begins with a letter. */
function identifierOf(words: readonly string[], first: string): string {
  const name = camelCase(words);
  if (!/^[a-z]/.test(name)) return camelCase([first, ...words]);
  return TAKEN.has(name) ? camelCase([...words, first]) : name;
}

/** A path that is the API's own name of a method, as its id says too: `/chat.postMessage`, with `chat_postMessage`. */
function readRpc({ path, id }: NamedCall): { readonly resource: readonly string[]; readonly method: Words } | undefined {
  const name = path.split("/").at(-1) ?? "";
  if (!/^\w+(?:\.\w+)+$/.test(name) || !isSame(wordsOf(name), wordsOf(id))) return undefined;
  const parts = name.split(".").map(wordsOf);
  const [verb, ...rest] = parts.at(-1) ?? [];
  const above = parts.slice(0, -1).filter((words) => !words.every((word) => VERSION.test(word)));
  return verb === undefined || above.length === 0 ? undefined : { resource: above.flat(), method: [verb, ...rest] };
}

/** The words of a resource: the first tag that names one, spelt as in the path. Without one, the first fixed step of the path. */
function groupOf(call: NamedCall, steps: readonly PathStep[]): readonly string[] {
  const named = fixedSteps(steps).map(({ words }) => words);
  for (const tag of call.tags) {
    const words = tag.includes("{") ? [] : tagWords(tag);
    if (words.length === 0 || words.length > MOST_WORDS) continue;
    // `Referral` becomes `referrals` if the path says so. `users` does not become `user`.
    const isMany = named.some((step) => isSameThing(step, words) && isPlural(step.at(-1) ?? ""));
    return isMany ? (named.find((step) => step.length === words.length && isSameThing(step, words)) ?? inPlural(words)) : words;
  }
  const [owner] = idParts(call.id, steps);
  if (owner) return owner;
  const id = readId(call, steps);
  const first = named[0];
  if (first && !(named.length === 1 && VERBS.has(first[0] ?? "") && id.length > 1)) return first;
  const thing = VERBS.has(id[0] ?? "") ? id.slice(1) : id;
  const end = thing.findIndex((word) => PREPOSITIONS.has(word));
  return inPlural(end === -1 ? thing : thing.slice(0, end));
}

/** The words of a tag without those that say nothing: `2. Apps (beta)`, `Contacts API - Lists`, `Suppressions - Global Suppressions`. */
function tagWords(tag: string): readonly string[] {
  const parts = tag.split(/\s[-–—]\s/).map((part) => {
    const words = wordsOf(part).filter((word) => !/^v?\d|^(?:api\d+|and|the|(?:alpha|beta)\d*)$/.test(word));
    const end = words.findLastIndex((word) => !["api", "apis", "controller", "endpoint", "endpoints", "resource"].includes(word));
    return words.slice(0, end + 1);
  });
  const last = parts.at(-1) ?? [];
  const above = parts.slice(0, -1).flat();
  const named = above.every((word) => last.includes(word)) ? last : [...above, ...last];
  return named.length === 1 && ["default", "operation", "operations", "tag", "general", "misc"].includes(named[0] ?? "")
    ? []
    : named;
}

const PREPOSITIONS: ReadonlySet<string> = new Set(
  "as at between by for from in into of on per to with within without".split(" "),
);

/** The words of a method: verb and thing, without the words of the resource. */
function methodWords(call: NamedCall, steps: readonly PathStep[], resource: readonly string[]): Named {
  const own = ownWords(call, steps, resource);
  const named = own ? fromId(call, steps, own, resource) : fromPath(call, steps, resource);
  const [verb, head, ...tail] = named.short;
  // `search.code`
  return head !== undefined && isSame([verb], resource) ? { ...named, short: [head, ...tail] } : named;
}

/** Verb and thing as the id has them. */
function ownWords(call: NamedCall, steps: readonly PathStep[], resource: readonly string[]): Words | undefined {
  const [owner = [], [verb, ...rest] = []] = idParts(call.id, steps);
  if (verb === undefined) return verbFirst(call.method, readId(call, steps), resource, steps);
  // `invoices_get_by_number` of the resource `billing` gets an invoice.
  const isSaid =
    isWithin(owner, resource) ||
    isSameThing(owner.slice(-1), resource.slice(-1)) ||
    rest.some((word) => owner.map(singular).includes(singular(word)));
  if (isSaid || (rest.length > 0 && /[A-Z]/.test(call.id.charAt(0)))) return [verb, ...rest];
  const isOfMany = rest.length === 0 && (verb === "list" || (isReading(verb) && steps.at(-1)?.isParam !== true));
  return [verb, ...(isOfMany ? owner : inSingular(owner)), ...rest];
}

/** Whether all words are among others. */
function isWithin(words: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others.map(singular));
  return words.every((word) => known.has(singular(word)));
}

function isReading(verb: string): boolean {
  return /^(?:get|retrieve|fetch|read|show|view|load|obtain)$/.test(verb);
}

function fromId(call: NamedCall, steps: readonly PathStep[], [first, ...rest]: Words, resource: readonly string[]): Named {
  const isItem = steps.at(-1)?.isParam === true;
  const isCounted = /^(?:get|find|list|retrieve)$/.test(first) && isCount(rest);
  const uncounted = isCounted ? rest.slice(rest[0] === "list" && rest[1] === "of" ? 2 : 1) : rest;
  const unlisted = withoutList(uncounted, call, steps);
  const isById = isItem && /^(?:id|uuid|key)$/.test(unlisted.at(-1) ?? "") && /^(?:by|with)$/.test(unlisted.at(-2) ?? "");
  const thing = isById ? unlisted.slice(0, -2) : unlisted;
  const left = withoutParams(withoutResource(thing, resource, steps), steps);
  const isListed = (isCounted && (rest[0] === "all" || rest[0] === "list")) || unlisted.length < uncounted.length;
  const verb = plainVerb(call, steps, [first, ...rest], isListed, nounOf(thing));
  const noun = thing.at(-1) ?? "";
  // `removeNodes` and `removeNode`
  const isOfMany =
    left.length === 0 && !isItem && isPlural(noun) && !WHOLE.has(noun) && /^(?:delete|remove|replace|update)$/.test(verb);
  return { short: [verb, ...(isOfMany ? [manyOf(call)] : left)], long: [verb, ...unlisted] };
}

/** `allUsers`, `oneUser`, `listOfUsers`; `oneClicks` are something else. */
function isCount([count = "", next = ""]: readonly string[]): boolean {
  return /^(?:all|list|single|individual|specific)$/.test(count) || (count === "one" && !isPlural(next));
}

/** The thing without names of parameters: `getNotificationUserId` of `/users/{userId}/notification`. What names the last one follows `by`. */
function withoutParams(thing: readonly string[], steps: readonly PathStep[]): readonly string[] {
  let left = thing;
  for (const { isParam, words } of steps) {
    const at = left.findIndex((_word, index) => isSame(left.slice(index, index + words.length), words));
    if (!isParam || words.length < 2 || at === -1 || PREPOSITIONS.has(left[at - 1] ?? "")) continue;
    const isLast = steps.at(-1)?.words === words && at + words.length === left.length && words.at(-1) !== "id";
    if (words.at(-1) !== "id" && (!isLast || namesItem(steps))) continue;
    left = isLast ? [...left.slice(0, at), "by", ...words] : [...left.slice(0, at), ...left.slice(at + words.length)];
  }
  return left;
}

/** All of them, or those that the body names. */
function manyOf({ method, hasBody }: NamedCall): string {
  return method === "delete" && !hasBody ? "all" : "many";
}

/** Plurals of one thing. */
const WHOLE: ReadonlySet<string> = new Set("credentials data details media metadata options preferences settings".split(" "));

/** `BrandResourcesList` are brand resources, where the path names no list. */
function withoutList(thing: readonly string[], { response, method }: NamedCall, steps: readonly PathStep[]): readonly string[] {
  if (thing.at(-1) !== "list" || steps.some(({ words }) => words.map(singular).includes("list"))) return thing;
  const before = thing.at(-2);
  const isList = before === undefined || isPlural(before) || (method === "get" && (response === "list" || response === "page"));
  return isList ? inPlural(thing.slice(0, -1)) : thing;
}

/** What a thing is, before the words about it: `clicks` of `clicks for an outbound message`. */
function nounOf(thing: readonly string[]): string {
  const end = thing.findIndex((word) => PREPOSITIONS.has(word));
  return (end === -1 ? thing : thing.slice(0, end)).at(-1) ?? "";
}

/** `list`, `get`, `create`, `update`, `replace` or `delete` if the verb of an id means that. Otherwise the API's own word. */
function plainVerb(
  { method, response }: NamedCall,
  steps: readonly PathStep[],
  own: Words,
  isListed: boolean,
  noun: string,
): string {
  const [verb, second] = own;
  const last = lastWords(steps);
  // `/labels/modifyLabels`: the path says it in the same words.
  if (last[0] === verb && !isReading(verb) && (last.length === 1 || isSame(last, own))) return verb;
  const isRead = method === "get" || method === "head";
  const isItem = steps.at(-1)?.isParam === true;
  const holds = response === "list" || response === "page";
  // An id in the singular is believed, unless the response is a page.
  const isOpen = noun === "" || isAdjective(noun);
  const several = isPlural(noun)
    ? isItem
      ? holds
      : response !== "object"
    : !isItem && (response === "page" || (isOpen && response === "list"));
  const reads = isListed || several ? "list" : "get";
  if (isRead && isReading(verb)) return reads;
  if (isRead && verb === "find" && (second === "all" || second === "one")) return second === "all" ? "list" : "get";
  if (isRead && (verb === "index" || verb === "browse")) return reads;
  if (verb === "insert" || (verb === "post" && method === "post" && !steps.some(({ words }) => words.includes("post"))))
    return "create";
  if (verb === "edit" || verb === "modify") return "update";
  if ((verb === "put" || verb === "patch") && (method === "put" || method === "patch"))
    return method === "put" ? "replace" : "update";
  return verb === "destroy" && method === "delete" ? "delete" : verb;
}

/** The thing without the resource's own words: `listOpenReferrals` of `referrals` is `listOpen`, and `deleteMember` of `team members` is `delete`. */
function withoutResource(thing: readonly string[], resource: readonly string[], steps: readonly PathStep[]): readonly string[] {
  if (isSameThing(thing, resource)) return [];
  for (const own of tailsOf(resource)) {
    if (isSameThing(thing, own)) return [];
    const rest = thing.slice(own.length);
    if (isSameThing(thing.slice(0, own.length), own) && isAboutOne(thing, own.length, steps)) return rest;
  }
  const before = thing.slice(0, -resource.length);
  if (before.length === 0 || !isSameThing(thing.slice(-resource.length), resource)) return thing;
  if (before.some((word) => PREPOSITIONS.has(word))) return thing;
  if (isOwner(before, steps)) return ["for", ...inSingular(before)];
  // A noun that is left alone would be taken for what is meant: `deleteSite` of `builds`.
  const isStep = fixedSteps(steps).some(({ words }) => isSameThing(words, before));
  return isStep || isAdjective(before.at(-1) ?? "") || before[0] === "or" || isBulk(before) ? before : thing;
}

/** A resource's words, and those that say by themselves what it is: `team members`, `members`. */
function tailsOf(resource: readonly string[]): readonly (readonly string[])[] {
  return resource.flatMap((_word, index) =>
    index > 0 && PREPOSITIONS.has(resource[index - 1] ?? "") ? [] : [resource.slice(index)],
  );
}

/** Whether words behind a resource are about one of it: `goal metric`, and not `albums user`. */
function isAboutOne(thing: readonly string[], count: number, steps: readonly PathStep[]): boolean {
  const next = thing[count] ?? "";
  const isOne = !isPlural(thing[count - 1] ?? "") || steps.at(-1)?.isParam === true;
  return (
    isOne ||
    PREPOSITIONS.has(next) ||
    isAdjective(next) ||
    fixedSteps(steps).some(({ words }) => words.map(singular).includes(singular(next)))
  );
}

/** `bulkGetUsers` */
function isBulk(words: readonly string[]): boolean {
  return words.length === 1 && /^(?:add|create|delete|get|remove|set|update)$/.test(words[0] ?? "");
}

function isAdjective(word: string): boolean {
  return ADJECTIVES.has(word) || /[^e]ed$/.test(word);
}

const ADJECTIVES: ReadonlySet<string> = new Set(
  `active all any available closed current custom default due favorite favourite global inactive inbound latest main multiple new old open
  other outbound own pending previous private public recent several single top upcoming`.split(/\s+/),
);

/** Verb and thing from a path and its method, if the operation id gives none. */
function fromPath(call: NamedCall, steps: readonly PathStep[], resource: readonly string[]): Named {
  const { at, own } = findResource(steps, resource);
  const below = steps.slice(at + 1).filter(({ isParam, words }) => isParam || !isNoise(words));
  const isItem = (below.length > 0 ? below : steps).at(-1)?.isParam === true;
  const lastAt = below.findLastIndex(({ isParam }) => !isParam);
  const last = below[lastAt]?.words ?? [];
  const action = actionOf(call, below, isItem, at !== -1, resource);
  const outer = below.slice(0, Math.max(lastAt, 0)).flatMap(({ isParam, words }, index) => {
    if (isParam || (at === -1 && words.length > 1 && isWithin(words, resource))) return [];
    // In `schedules/schedule_a`, the first step adds nothing.
    const next = below.slice(index + 1).find((step) => !step.isParam)?.words ?? [];
    if (isSameThing(words, next.slice(0, words.length))) return [];
    const isOfMany = action !== undefined && action !== "create" && !isItem && index === lastAt - 1;
    return [isOfMany ? words : words.map(singular)];
  });
  const owners = outer.flat();
  if (action !== undefined) {
    const rest = last.slice(1);
    const isRepeated = isSameThing(owners.slice(-1), rest.slice(0, 1));
    const words: Words = [action, ...(isRepeated ? owners.slice(0, -1) : owners), ...rest];
    return { short: words, long: words };
  }
  const end = (last.length > 0 ? last : (steps[at]?.words ?? resource)).at(-1) ?? "";
  const verb = verbOf(call, steps, isItem, end);
  const isMany = verb === "list" || (verb !== "create" && !isItem);
  const thing = [...owners, ...(isMany ? last : inSingular(last))];
  const isOfMany = last.length === 0 && !isItem && /^(?:delete|replace|update)$/.test(verb) && isPlural(end) && !WHOLE.has(end);
  const isSaid = isSameThing(thing, resource) || (at !== -1 && isWithin(thing, resource));
  const about = [
    ...(isOfMany ? [manyOf(call)] : isSaid ? [] : thing),
    // `/user/memberships` of the resource `group memberships`
    ...(own.length < resource.length ? ownerOf(steps.slice(0, Math.max(at, 0)), resource) : []),
    ...(isItem && verb === "list" ? ["by", ...(steps.at(-1)?.words ?? [])] : []),
  ];
  return { short: [verb, ...about], long: [verb, ...thing] };
}

/** Where a path names the resource, and with which of its words; a step such as `send` is what is done with it. */
function findResource(
  steps: readonly PathStep[],
  resource: readonly string[],
): { readonly at: number; readonly own: readonly string[] } {
  for (const own of tailsOf(resource)) {
    if (own.length === 1 && resource.length > 1 && VERBS.has(own[0] ?? "")) continue;
    const at = steps.findLastIndex(({ isParam, words }) => !isParam && isSameThing(words, own));
    if (at !== -1) return { at, own };
  }
  return { at: -1, own: resource };
}

/** Whose the things of a path are, where the resource does not say it. */
function ownerOf(above: readonly PathStep[], resource: readonly string[]): readonly string[] {
  const owner = above.at(-1)?.isParam === true ? above.findLast(({ isParam }) => !isParam)?.words : undefined;
  return owner === undefined || isWithin(owner, resource) ? [] : ["for", ...inSingular(owner)];
}

/** The verb that a path ends in: `sign` is an action, and so is `verify_microdeposits`; `reports` and `report_runs` are things. */
function actionOf(
  { method }: NamedCall,
  below: readonly PathStep[],
  isItem: boolean,
  isBelow: boolean,
  resource: readonly string[],
): string | undefined {
  const at = below.findLastIndex(({ isParam }) => !isParam);
  const [verb = "", ...rest] = below[at]?.words ?? [];
  if (!VERBS.has(verb)) return undefined;
  if (verb === method && rest.length === 0) return verb;
  if (method === "get" || method === "head") return !isItem && PLAIN_VERBS.has(verb) && verb !== "patch" ? verb : undefined;
  if (method === "delete") return !isItem && ENDINGS.has(verb) ? verb : undefined;
  if (isThing([verb, ...rest])) return undefined;
  const isOfItem = below[at - 1]?.isParam === true;
  if (isItem) return isSurelyVerb(verb) && method === "post" ? verb : undefined;
  if (method === "patch") return isOfItem ? verb : undefined;
  if (method === "put") return isOfItem || isSurelyVerb(verb) ? (resource.includes(verb) ? undefined : verb) : undefined;
  return rest.length === 0 && NAMES.has(verb) && !isOfItem && (at > 0 || isBelow) ? undefined : verb;
}

function verbOf({ method, response }: NamedCall, steps: readonly PathStep[], isItem: boolean, thing: string): string {
  if (method === "get") {
    if (isItem) return response === "page" && isPlural(thing) && !namesItem(steps) ? "list" : "get";
    return (response === undefined ? isPlural(thing) : response !== "object") ? "list" : "get";
  }
  if (method === "post") return isItem && namesItem(steps) ? "update" : "create";
  if (method === "put") return "replace";
  return method === "patch" ? "update" : method;
}
