import type { Json } from "../document/json.ts";
import { PLAIN_VERBS, THINGS, VERBS } from "./verbs.ts";
import { camelCase, isPlural, plural, singular, wordsOf } from "./words.ts";

// Long because it is one rule. docs/method-names.md tells it, with examples that a test executes.

/** Where a client has the method of an operation: `client.customers.list`. */
export interface MethodName {
  readonly resource: string;
  readonly method: string;
}

/** `customers.list` */
export function printMethodName({ resource, method }: MethodName): string {
  return `${resource}.${method}`;
}

/** The method that walks all pages of another. */
export function walkName({ resource, method }: MethodName): MethodName {
  return { resource, method: `${method}All` };
}

/** The parts of `customers.list`; undefined where a client could not have a method of that name. */
export function readMethodName(text: Json | undefined): MethodName | undefined {
  const [, resource = "", method = ""] = (typeof text === "string" && NAME.exec(text)) || [];
  return resource !== "" && isFree(resource, method) ? { resource, method } : undefined;
}

const NAME = /^([a-z][A-Za-z\d]*)\.([a-z][A-Za-z\d]*)$/;

/** Names of a client, of every object, and of a promise: an object with `then` is taken for one. */
const TAKEN: ReadonlySet<string> = new Set(["call", "then", "withResponse", ...Object.getOwnPropertyNames(Object.prototype)]);

/** A resource is a constant of a module, so its name is no word of the language, and none of what the module imports or exports. */
const RESERVED: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function
  if implements import makeResource resources in instanceof interface let new null package private protected public return static super switch this throw true try
  typeof undefined var void walkAll while with yield`.split(/\s+/),
);

function isFree(resource: string, method: string): boolean {
  return !TAKEN.has(resource) && !RESERVED.has(resource) && !TAKEN.has(method);
}

/** What a name is made of: one operation, and nothing about the others. */
export interface NamedCall {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly tags: readonly string[];
  /** Whether the body of its success is a list, or an object around one; undefined where the document does not say. */
  readonly isList: boolean | undefined;
}

/**
 * The names that an operation may have, the shortest first. It gets the first one that no other operation has. The last ones hold the whole
 * operation id or path.
 */
export function methodNameCandidates(call: NamedCall): readonly MethodName[] {
  const steps = readSteps(call.path);
  const id = readId(call, steps);
  const resourceWords = groupOf(call, steps, id);
  const short = methodWords(call, steps, id, resourceWords);
  const long = verbFirst(id, resourceWords) ?? short;
  const said = new Set([...resourceWords, ...short].map(singular));
  const fixed = steps.filter(({ isParam }) => !isParam).flatMap(({ words }) => words);
  const others = fixed.filter((word) => !isNoise(word) && !said.has(singular(word))).map(singular);
  const params = steps.filter(({ isParam }) => isParam).flatMap(({ words }) => words);
  const forOthers = others.length > 0 ? ["for", ...others] : [];
  const last = steps.findLast(({ isParam }) => isParam)?.words ?? [];
  const by = (words: readonly string[]): readonly string[] => (words.length > 0 && !short.includes("by") ? ["by", ...words] : []);
  const full = wordsOf(call.id);
  const versionOfId = full.filter((word) => VERSION.test(word)).slice(0, 1);
  const version = fixed.filter((word) => VERSION.test(word)).slice(0, 1);
  const all = [
    short,
    [...short, ...versionOfId],
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

/** A step of a path: its fixed words, or the name of a parameter. */
interface Step {
  readonly isParam: boolean;
  readonly words: readonly string[];
}

function readSteps(path: string): readonly Step[] {
  const steps = [...path.replace(/[?#].*$/s, "").matchAll(/\{([^}]*)\}|[^/{}:.(),;=]+/g)];
  return steps
    .map(([text, param]) => ({ isParam: param !== undefined, words: wordsOf(param ?? text) }))
    .filter(({ words }) => words.length > 0);
}

const VERSION = /^v\d/;

/** Words of a path that name nothing of the API: `v2`, `2024-01-01`, `api`, and the format that a path may end in. */
function isNoise(word: string): boolean {
  return /^v?\d|^(?:api|apis|rest|json|xml|atom|(?:alpha|beta)\d*)$/.test(word);
}

/** The words of an operation id without what a framework adds: path and method at its end or start, `UsingGET_1`, versions. */
function readId({ id, method }: NamedCall, steps: readonly Step[]): readonly string[] {
  // `drive.files.list` has the verb behind its thing, and the name of the API before it.
  const [, dottedThing = "", dottedVerb] = /^\w+(?:\.\w+)*\.(\w+)\.(\w+)$/.exec(id) ?? [];
  if (dottedVerb !== undefined)
    return wordsOf(dottedVerb).length > 1 ? wordsOf(dottedVerb) : wordsOf(`${dottedVerb}.${dottedThing}`);
  const words = wordsOf(id.replace(/using(?:get|put|post|delete|options|head|patch)(?:_\d+)?$/i, ""));
  const inPath = steps.flatMap((step) => step.words);
  const named = inPath.filter((word) => !isNoise(word));
  for (const tail of [inPath, named]) {
    const whole = [...tail, method];
    if (tail.length > 0 && endsWith(words, whole)) return withoutNoise(words.slice(0, words.length - whole.length));
  }
  // `GetCustomersCustomer`; `getUsersByUserId`, as this pipeline names an operation without an id, and as some frameworks do.
  const withBy = steps.flatMap((step) => (step.isParam ? ["by", ...step.words] : step.words));
  // `put_comments_id` of `/comments/{comment_id}`
  const withId = steps.flatMap((step) => (step.isParam ? ["id"] : step.words));
  const rest = words.slice(1);
  const isMade = [inPath, withBy, withId].some(
    (path) =>
      isSame(rest, path) ||
      isSame(
        withoutNoise(rest),
        path.filter((word) => !isNoise(word)),
      ),
  );
  if (words[0] === method && isMade) return [];
  const plain = withoutNoise(words);
  if (id.startsWith(`${method.toUpperCase()}_`) && VERBS.has(plain[1] ?? "")) return plain.slice(1);
  // The verb of `customerInitiatePasswordResetPut` is within.
  if (plain.at(-1) !== method || plain.length < 3) return plain;
  const verb = plain.findIndex((word, index) => isSurelyVerb(word) && index < plain.length - 1);
  return verb > 0 ? plain.slice(verb, -1) : plain;
}

function withoutNoise(words: readonly string[]): readonly string[] {
  return words.filter((word) => !/^v?\d+$|^(?:v\d+(?:alpha|beta)\d*|api|controller|endpoint|handler|an?|the)$/.test(word));
}

function endsWith(words: readonly string[], tail: readonly string[]): boolean {
  return isSame(words.slice(-tail.length), tail);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

function isSameThing(one: readonly string[], other: readonly string[]): boolean {
  return isSame(one.map(singular), other.map(singular));
}

/** A longer tag is a sentence. */
const MOST_WORDS = 4;

/** The words of a resource: the first tag that names one, spelt as the path has it; else the first fixed step of the path. */
function groupOf(call: NamedCall, steps: readonly Step[], id: readonly string[]): readonly string[] {
  const fixed = steps.filter(({ isParam }) => !isParam).map(({ words }) => words.filter((word) => !isNoise(word)));
  const named = fixed.filter((words) => words.length > 0);
  for (const tag of call.tags) {
    const words = tag.includes("{") ? [] : tagWords(tag);
    if (words.length === 0 || words.length > MOST_WORDS) continue;
    // `Referral` is called `referrals` where the path says so; `users` is not `user`.
    return named.find((step) => isSameThing(step, words) && isPlural(step.at(-1) ?? "")) ?? words;
  }
  const [owner] = idParts(call.id);
  if (owner) return owner;
  const first = named[0];
  if (first && !(named.length === 1 && VERBS.has(first[0] ?? "") && id.length > 1)) return first;
  const thing = VERBS.has(id[0] ?? "") ? id.slice(1) : id;
  const end = thing.findIndex((word) => PREPOSITIONS.has(word));
  return (end === -1 ? thing : thing.slice(0, end)).map((word, index, all) => (index === all.length - 1 ? plural(word) : word));
}

/** Resource and method of an id that names both: `VpnSites_ListByResourceGroup`, `repos/list-for-org`. */
function idParts(id: string): readonly [resource?: readonly string[], method?: readonly string[]] {
  const [, owner = "", rest = ""] = /^([A-Za-z][\w-]*?)(?:_|\/|::?|#)([A-Za-z][A-Za-z\d-]*)$/.exec(id) ?? [];
  const [resource, method] = [withoutNoise(wordsOf(owner)), withoutNoise(wordsOf(rest))];
  const isPascal = method.length > 0 && /^[A-Z][a-z][A-Za-z]*_[A-Z]/.test(id);
  const isPair = isPascal || (VERBS.has(method[0] ?? "") && !isSurelyVerb(resource[0]));
  return isPair && !owner.includes("_") && resource.length > 0 && resource.length <= MOST_WORDS ? [resource, method] : [];
}

function isSurelyVerb(word = ""): boolean {
  return (VERBS.has(word) && !THINGS.has(word)) || word === "post";
}

function tagWords(tag: string): readonly string[] {
  const words = wordsOf(tag).filter((word) => !/^v?\d|^(?:and|the|of|(?:alpha|beta)\d*)$/.test(word));
  const end = words.findLastIndex((word) => !["api", "apis", "controller", "endpoint", "endpoints", "resource"].includes(word));
  const named = words.slice(0, end + 1);
  return named.length === 1 && ["default", "operation", "operations", "tag", "general", "misc"].includes(named[0] ?? "")
    ? []
    : named;
}

const PREPOSITIONS: ReadonlySet<string> = new Set(
  "as at between by for from in into of on per to with within without".split(" "),
);

/** The words of a method: verb and thing, without the words of the resource. */
function methodWords(
  call: NamedCall,
  steps: readonly Step[],
  id: readonly string[],
  resource: readonly string[],
): readonly [string, ...string[]] {
  const [first, ...others] = idParts(call.id)[1] ?? [];
  const own = first === undefined ? (verbFirst(id, resource) ?? unknownVerb(id, steps, resource)) : ([first, ...others] as const);
  const [verb, ...thing] = own ? fromId(call, steps, own, resource) : fromPath(call, steps, resource);
  const [head, ...tail] = thing;
  // `search.code`
  return head !== undefined && isSame([verb], resource) ? [head, ...tail] : [verb, ...thing];
}

/** The words of an id with its verb at the start; undefined where it has none. */
function verbFirst(id: readonly string[], resource: readonly string[]): readonly [string, ...string[]] | undefined {
  const rest = isSameThing(id.slice(0, resource.length), resource) ? id.slice(resource.length) : [];
  for (const words of [rest, id]) {
    const [first, ...others] = words;
    const last = words.at(-1);
    if (first === undefined || last === undefined) continue;
    if (others.length > 0 && PLAIN_VERBS.has(last) && (!VERBS.has(first) || THINGS.has(first)))
      return [last, ...words.slice(0, -1)];
    if (VERBS.has(first)) return [first, ...others];
    if (VERBS.has(last) && isSameThing([first], resource)) return [last, ...words.slice(0, -1)];
  }
  return undefined;
}

/** An id whose first word we have not in the list of verbs: it is one where the resource follows, or where the path ends with it. */
function unknownVerb(
  [first, ...rest]: readonly string[],
  steps: readonly Step[],
  resource: readonly string[],
): readonly [string, ...string[]] | undefined {
  if (first === undefined || isSameThing([first], resource)) return undefined;
  const last = steps.findLast(({ isParam }) => !isParam)?.words ?? [];
  const isAction = isSame(last, [first]) && rest.length > 0 && !isPlural(first);
  return isAction || isSameThing(rest, resource) ? [first, ...rest] : undefined;
}

function fromId(
  call: NamedCall,
  steps: readonly Step[],
  [first, ...rest]: readonly [string, ...string[]],
  resource: readonly string[],
): readonly [string, ...string[]] {
  const isItem = steps.at(-1)?.isParam === true;
  const named = /^(?:get|find|list)$/.test(first) && /^(?:all|list|one)$/.test(rest[0] ?? "") ? rest.slice(1) : rest;
  const thing = isItem && /^(?:id|uuid|key)$/.test(named.at(-1) ?? "") && named.at(-2) === "by" ? named.slice(0, -2) : named;
  const left = withoutResource(thing, resource);
  const verb = plainVerb(call, isItem, first, rest);
  // `removeNodes` and `removeNode`
  const isOfAll = left.length === 0 && !isItem && isPlural(thing.at(-1) ?? "") && /^(?:delete|remove|replace|update)$/.test(verb);
  return [verb, ...(isOfAll ? ["all"] : left)];
}

/** `list`, `get`, `create`, `update`, `replace` or `delete` where the verb of an id means that; else the API's own word. */
function plainVerb({ method, isList, path }: NamedCall, isItem: boolean, verb: string, rest: readonly string[]): string {
  const isRead = method === "get" || method === "head";
  const reads = !isItem && (isList ?? isPlural(rest.at(-1) ?? "")) ? "list" : "get";
  if (isRead && /^(?:get|retrieve|fetch|read|show|view|load|obtain)$/.test(verb))
    return rest[0] === "all" || rest[0] === "list" ? "list" : reads;
  if (isRead && verb === "find" && (rest[0] === "all" || rest[0] === "one")) return rest[0] === "all" ? "list" : "get";
  if (isRead && (verb === "index" || verb === "browse")) return reads;
  if (verb === "insert" || (verb === "post" && method === "post" && !wordsOf(path).includes("post"))) return "create";
  if (verb === "edit" || verb === "modify" || (verb === "patch" && method === "patch")) return "update";
  if (verb === "put" && method === "put") return "replace";
  return verb === "destroy" && method === "delete" ? "delete" : verb;
}

/** The thing without the resource's own words, where they come first or last: `listOpenReferrals` of `referrals` is `listOpen`. */
function withoutResource(thing: readonly string[], resource: readonly string[]): readonly string[] {
  const count = resource.length;
  if (isSameThing(thing.slice(0, count), resource)) return thing.slice(count);
  const before = thing[thing.length - count - 1] ?? "";
  if (thing.length > count && isSameThing(thing.slice(-count), resource) && !PREPOSITIONS.has(before))
    return thing.slice(0, -count);
  return thing;
}

/** Verb and thing of a path and its method, where the operation id tells nothing. */
function fromPath(call: NamedCall, steps: readonly Step[], resource: readonly string[]): readonly [string, ...string[]] {
  const at = steps.findLastIndex(
    ({ isParam, words }) =>
      !isParam &&
      isSameThing(
        words.filter((word) => !isNoise(word)),
        resource,
      ),
  );
  const below = steps.slice(at + 1).filter(({ isParam, words }) => isParam || words.some((word) => !isNoise(word)));
  const isItem = below.length > 0 ? below.at(-1)?.isParam === true : steps.at(-1)?.isParam === true;
  const named = below.filter(({ isParam }) => !isParam).map(({ words }) => words.filter((word) => !isNoise(word)));
  const last = named.at(-1) ?? [];
  const first = last[0] ?? "";
  // `sign` is an action, and so is `verify_microdeposits`; `reports` is a thing.
  if (!isItem && call.method !== "get" && call.method !== "head" && VERBS.has(first) && !(last.length === 1 && isPlural(first)))
    return [first, ...last.slice(1), ...named.slice(0, -1).flat().map(singular)];
  if (!isItem && (call.method === "get" || call.method === "head") && PLAIN_VERBS.has(first))
    return [first, ...last.slice(1), ...named.slice(0, -1).flat()];
  const verb = verbOf(call, isItem, last.at(-1) ?? resource.at(-1) ?? "");
  if (named.length === 0 && !isItem && /^(?:delete|replace|update)$/.test(verb) && isPlural(resource.at(-1) ?? ""))
    return [verb, "all"];
  // Of `schedules/schedule_a` the first says nothing.
  const outer = named
    .slice(0, -1)
    .flatMap((words, index) => (isSameThing(words, (named[index + 1] ?? []).slice(0, words.length)) ? [] : words.map(singular)));
  const isMany = verb === "list" || (verb !== "create" && !isItem);
  return [verb, ...outer, ...(isMany ? last : last.map((word, index) => (index === last.length - 1 ? singular(word) : word)))];
}

function verbOf({ method, isList }: NamedCall, isItem: boolean, thing: string): string {
  if (method === "get") return !isItem && (isList ?? isPlural(thing)) ? "list" : "get";
  if (method === "post") return isItem ? "update" : "create";
  if (method === "put") return "replace";
  if (method === "patch") return "update";
  return method;
}
