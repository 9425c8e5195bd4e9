/** A JSON value. Documents are read into it and never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** The value of a JSON text. Throws a SyntaxError if the text is not JSON. */
export function parseJson(text: string): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON.parse returns is Json by definition.
  return JSON.parse(text) as Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The member of an object. Undefined if it is missing, or if the value is no object. Never an inherited member. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The member as an object. Empty if it is missing or something else. */
export function objectMember(value: Json | undefined, key: string): JsonObject {
  const found = member(value, key);
  return isObject(found) ? found : {};
}

/** The member as a list. Empty if it is missing or something else. */
export function listMember(value: Json | undefined, key: string): readonly Json[] {
  const found = member(value, key);
  return isList(found) ? found : [];
}

export function stringMember(value: Json | undefined, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" ? found : undefined;
}

/** A copy of the object with some members replaced or added. Undefined removes a member. The order of the others stays. */
export function withMembers(object: JsonObject, changes: Readonly<Record<string, Json | undefined>>): JsonObject {
  const entries = Object.entries(object).map(([key, value]): [string, Json | undefined] => [
    key,
    Object.hasOwn(changes, key) ? changes[key] : value,
  ]);
  for (const [key, value] of Object.entries(changes)) if (!Object.hasOwn(object, key)) entries.push([key, value]);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Whether two values are equal. The order of keys does not matter, the order of lists does. */
export function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  return firstDifference(left, right) === undefined;
}

export interface Difference {
  /** JSON pointer from the compared values to the differing place. */
  readonly pointer: string;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
}

/** The first place at which two values differ, in the order of the left value's keys. */
export function firstDifference(left: Json | undefined, right: Json | undefined, pointer = ""): Difference | undefined {
  if (Object.is(left, right)) return undefined;
  if (isList(left) && isList(right)) {
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
      const difference = firstDifference(left[index], right[index], `${pointer}/${index}`);
      if (difference) return difference;
    }
    return undefined;
  }
  if (isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const difference = firstDifference(member(left, key), member(right, key), `${pointer}/${escapePointer(key)}`);
      if (difference) return difference;
    }
    return undefined;
  }
  return { pointer, left, right };
}

/** One segment of a JSON pointer, as RFC 6901 writes it. */
export function escapePointer(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The segments of a pointer or of a local reference: `#/components/schemas/A` gives three. */
export function pointerSegments(pointer: string): readonly string[] {
  return pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((segment) => decodePercent(segment).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a local reference or pointer. Undefined where it leads nowhere. */
export function resolvePointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of pointerSegments(pointer)) {
    value = isList(value) ? value[/^\d+$/.test(segment) ? Number(segment) : -1] : member(value, segment);
    if (value === undefined) return undefined;
  }
  return value;
}

/** A value in one short line, cut if it is long. */
export function shorten(value: Json | undefined, maxCharacters = 80): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
}

function decodePercent(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
