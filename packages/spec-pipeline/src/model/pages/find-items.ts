import type { Json, JsonObject } from "../../document/json.ts";
import { listLevels } from "../list-levels.ts";
import { pagingWords } from "./paging-words.ts";
import { plainName } from "./plain-name.ts";
import { listPlaces, pointerTo, type ValuePlace } from "./value-places.ts";

/** The list of items in a response. */
export interface Items {
  readonly path: readonly string[];
  readonly pointer: string;
  /** Members of an item. Empty if it is no object. */
  readonly members: () => readonly ValuePlace[];
}

/** The number of objects that may be around a list of items. */
const MOST_LEVELS = 3;

/**
 * The list that a response is about: the response itself, or the one list nearest to its top. Undefined if there are several candidates.
 */
export function findItems(document: JsonObject, path: string, schema: Json | undefined): Items | undefined {
  for (let level = listLevels(document).list(schema); level <= MOST_LEVELS; level += 1) {
    const places = listPlaces(document, schema, (above) => above.length < level);
    const lists = places.filter((place) => place.path.length === level && isList(place));
    if (lists.length === 0) continue;
    const found = chooseList(lists, path);
    return found && itemsAt(document, found);
  }
  return undefined;
}

/** Whether a value is a list, or null. */
export function isList({ types }: ValuePlace): boolean {
  return types.has("array") && [...types].every((type) => type === "array" || type === "null");
}

/** The list at a place in a response. */
export function itemsAt(document: JsonObject, { path, schemas }: ValuePlace): Items {
  const item = schemas.find((part) => "items" in part)?.["items"];
  const members = (): readonly ValuePlace[] => listPlaces(document, item).filter((member) => member.path.length === 1);
  return { path, pointer: pointerTo(path), members };
}

function nameOf({ path }: ValuePlace): string {
  return plainName(path.at(-1) ?? "");
}

function chooseList(lists: readonly ValuePlace[], path: string): ValuePlace | undefined {
  const main = lists.filter(
    (list) => !pagingWords.sideLists.has(nameOf(list)) && !/(?:errors|warnings|messages)$/.test(nameOf(list)),
  );
  const ofPath = plainName(path.split("/").findLast((segment) => segment !== "" && !segment.includes("{")) ?? "");
  const choices = [
    lists,
    main,
    main.filter((list) => pagingWords.itemLists.has(nameOf(list))),
    main.filter((list) => nameOf(list) === ofPath),
  ];
  for (const [only, ...others] of choices) if (only && others.length === 0) return only;
  return undefined;
}
