import { isList, member, objectMember, type JsonObject } from "../document/json.ts";
import { objectsOf, resolveObject } from "./reference.ts";
import { isPlural, wordsOf } from "./words.ts";

/** Names of the list in an object around one. */
const LISTS: ReadonlySet<string> = new Set(
  "collection content data elements entries items list nodes objects records results rows value values".split(" "),
);

/** Whether the body of an operation's success is a list, or an object around one; undefined where the document does not say. */
export function answersList(document: JsonObject, definition: JsonObject): boolean | undefined {
  const answers = objectMember(definition, "responses");
  const status = Object.keys(answers).find((key) => key.startsWith("2")) ?? "default";
  const content = objectMember(resolveObject(document, answers[status]), "content");
  const media = Object.entries(content).find(([type]) => /json/.test(type))?.[1];
  const schema = resolveObject(document, member(media, "schema"));
  if (!schema || !["type", "properties", "items", "allOf"].some((key) => key in schema)) return undefined;
  return holdsList(document, schema, 0);
}

function holdsList(document: JsonObject, schema: JsonObject, depth: number): boolean {
  if (isArray(schema)) return true;
  const parts = [schema, ...objectsOf(schema["allOf"]).map((part) => resolveObject(document, part) ?? {})];
  const fields = parts.flatMap((part) =>
    Object.entries(objectMember(part, "properties")).map(
      ([name, field]) => [name, resolveObject(document, field) ?? {}] as const,
    ),
  );
  const lists = fields.filter(([, field]) => isArray(field)).map(([name]) => name.toLowerCase());
  if (lists.some((name) => LISTS.has(name))) return true;
  const [wrapped] = fields.filter(([name]) => name === "data" || name === "result" || name === "response");
  if (depth === 0 && wrapped && holdsList(document, wrapped[1], 1)) return true;
  // An object that has one list among words about it.
  const about = fields.filter(([name]) => wordsOf(name).some((word) => PAGE_WORDS.has(word)));
  const isOfOne = lists.length === 1 && isPlural(wordsOf(lists[0] ?? "").at(-1) ?? "");
  return isOfOne && fields.length - about.length <= 2;
}

/** Words about a list: how long it is, and where it goes on. */
const PAGE_WORDS: ReadonlySet<string> = new Set(
  "count cursor first has href last limit links meta metadata more next offset page pages pagination paging per prev previous size success token total".split(
    " ",
  ),
);

function isArray({ type }: JsonObject): boolean {
  return type === "array" || (isList(type) && type.includes("array"));
}
