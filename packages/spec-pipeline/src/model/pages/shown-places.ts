import { isList, isObject, type Json } from "../../document/json.ts";
import { pointerTo, type ValuePlace } from "./value-places.ts";

/**
 * Values that examples of a response show where its schema says nothing: many documents describe the rows, and leave out what leads on. Where
 * the schema allows no other members, a parameter has to speak of them too.
 *
 * `known`: the places of the schema. `words`: what the document says of the parameters. `enters`: whether an object is looked into.
 */
export function shownPlaces(
  examples: readonly Json[],
  known: readonly ValuePlace[],
  words: readonly string[],
  enters: (path: readonly string[]) => boolean,
): readonly ValuePlace[] {
  const described = new Map(known.map((place) => [pointerTo(place.path), place]));
  const shown = new Map<string, { readonly path: readonly string[]; readonly values: Json[] }>();
  const look = (value: Json, path: readonly string[]): void => {
    if (!isObject(value) || (path.length > 0 && !enters(path))) return;
    const isClosed = described.get(pointerTo(path))?.schemas.some((schema) => schema["additionalProperties"] === false);
    for (const [name, member] of Object.entries(value)) {
      const to = [...path, name];
      const pointer = pointerTo(to);
      if (isClosed === true && !described.has(pointer) && !words.some((text) => text.split(/\W+/).includes(name))) continue;
      if (isObject(member)) look(member, to);
      else if (member !== null && !isList(member) && !described.has(pointer)) {
        const place = shown.get(pointer) ?? { path: to, values: [] };
        place.values.push(member);
        shown.set(pointer, place);
      }
    }
  };
  for (const example of examples) look(example, []);
  return [...shown.values()].map(({ path, values }) => ({
    path,
    types: new Set(values.map((value) => typeof value)),
    format: undefined,
    isListed: false,
    text: "",
    examples: values,
    default: undefined,
    minimum: undefined,
    schemas: [],
  }));
}
