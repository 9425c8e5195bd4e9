import { namesIn, source, type SourceText } from "../../source/source-text.ts";

const TYPES = [source`FileContent`, source`FormFile`, source`FormPart`];

/** The runtime's types that types of bodies name. */
export function runtimeTypes(types: SourceText): readonly SourceText[] {
  const named = new Set(namesIn(types));
  return TYPES.filter((name) => named.has(name));
}
