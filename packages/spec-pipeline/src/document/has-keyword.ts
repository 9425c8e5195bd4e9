import { isList, isObject, type Json } from "./json.ts";

/** Whether any object has one of the keys, in a schema or in data. This quick check comes before a careful search for rare keywords. */
export function hasKeyword(value: Json | undefined, keywords: ReadonlySet<string>): boolean {
  if (isList(value)) return value.some((item) => hasKeyword(item, keywords));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => keywords.has(key) || hasKeyword(member, keywords));
}
