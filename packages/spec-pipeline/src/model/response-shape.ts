import { member, objectMember, type JsonObject } from "../document/json.ts";
import { listLevels } from "./list-levels.ts";
import { readContent } from "./media-type.ts";
import { isList } from "./pages/find-items.ts";
import { pagingWords } from "./pages/paging-words.ts";
import { plainName } from "./pages/plain-name.ts";
import { listPlaces, pointerTo, type ValuePlace } from "./pages/value-places.ts";
import { resolveObject } from "./reference.ts";
import { isPlural, isSameThing, wordsOf } from "./words.ts";

/** What the body of a success holds. A page is a list with words about where it goes on, or how long it is. */
export type ResponseShape = "list" | "object" | "page";

/** Names of the list in an object around one. */
const LISTS: ReadonlySet<string> = new Set(
  "collection content data elements entries items list nodes objects records response result results rows value values".split(
    " ",
  ),
);

/** Words about a list: how long it is, and where it goes on. */
const PAGE_WORDS: ReadonlySet<string> = new Set(
  "cursor cursors more next offset page pagelen pages pagination paging per prev previous total".split(" "),
);

/** Words that stand beside a list and say nothing else. */
const WORDS_ABOUT: ReadonlySet<string> = new Set([
  ...PAGE_WORDS,
  ..."count end first has href last limit links marker meta metadata ok position set size start success token".split(" "),
]);

/** Levels of objects that a list is looked for in. */
const MOST_LEVELS = 2;

/**
 * The response of an operation. Undefined if the document does not describe it. `thing`: the last fixed words of its path, which a list is often
 * called by.
 */
export function responseShape(document: JsonObject, definition: JsonObject, thing: readonly string[]): ResponseShape | undefined {
  const responses = objectMember(definition, "responses");
  const status = Object.keys(responses).find((key) => key.startsWith("2")) ?? "default";
  const response = resolveObject(document, member(responses, status));
  const schema = response && readContent(document, response, "").find(({ kind }) => kind === "json")?.schema;
  const levels = listLevels(document);
  if (levels.list(schema) > MOST_LEVELS) return levels.object(schema) === 0 ? "object" : undefined;
  const places = listPlaces(document, schema, ({ length }) => length < MOST_LEVELS);
  const [top, ...members] = places;
  if (!top) return undefined;
  if (isList(top)) return "list";
  const below = Map.groupBy(members, ({ path }) => pointerTo(path.slice(0, -1)));
  return members.length === 0 && !top.types.has("object") ? undefined : (shapeAt(below, [], thing) ?? "object");
}

/** The shape of an object with a list: as one of its members, or of the member that it wraps. `below`: the members at each place. */
function shapeAt(
  below: ReadonlyMap<string, readonly ValuePlace[]>,
  path: readonly string[],
  thing: readonly string[],
): ResponseShape | undefined {
  const fields = below.get(pointerTo(path)) ?? [];
  const lists = fields.filter((field) => isList(field) && !pagingWords.sideLists.has(plainName(nameOf(field))));
  const [only] = lists;
  const known = new Set([...lists, ...fields.filter((field) => wordsOf(nameOf(field)).some((word) => WORDS_ABOUT.has(word)))]);
  const others = fields.filter((field) => !known.has(field));
  const isNamed = (field: ValuePlace): boolean =>
    LISTS.has(nameOf(field).toLowerCase()) ||
    (others.length < 4 && isSameThing(wordsOf(nameOf(field)).slice(-1), thing.slice(-1)));
  const isOnly =
    lists.length === 1 && isPlural(wordsOf(only === undefined ? "" : nameOf(only)).at(-1) ?? "") && others.length < 2;
  const holds = lists.some(isNamed) || isOnly;
  if (holds) return fields.some(isAboutPages) ? "page" : "list";
  if (path.length > 0) return undefined;
  const wraps = fields
    .map((field) => [field, shapeAt(below, field.path, thing)] as const)
    .filter(([, shape]) => shape !== undefined);
  const [inner, ...more] = wraps;
  if (!inner || more.length > 0) return undefined;
  const [field, shape] = inner;
  // `{ data: { users: [] } }`; of another name it has to be a page, and nearly all that there is: `{ albums: { items: [], next: "" } }`.
  const isWhole = shape === "page" && others.length < 3;
  if (!["data", "result", "response"].includes(nameOf(field)) && !isWhole) return undefined;
  return fields.some(isAboutPages) ? "page" : shape;
}

function isAboutPages(field: ValuePlace): boolean {
  return !isList(field) && wordsOf(nameOf(field)).some((word) => PAGE_WORDS.has(word));
}

function nameOf({ path }: ValuePlace): string {
  return path.at(-1) ?? "";
}
