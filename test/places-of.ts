import type { ParamRule } from "../packages/client-runtime/src/operation.ts";

/** The places in a request that a rule names. */
export function placesOf({ properties = {}, items }: ParamRule, place = ""): readonly string[] {
  const below = Object.entries(properties).flatMap(([name, part]) => placesOf(part, place === "" ? name : `${place}.${name}`));
  return [place, ...below, ...(items ? placesOf(items, `${place}[]`) : [])];
}
