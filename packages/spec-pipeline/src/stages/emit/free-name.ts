import { source, type SourceText } from "../../source/source-text.ts";

/** A name that is not taken: `a-b` and `a_b` would have the same one. */
export function freeName(wanted: SourceText, taken: Set<SourceText>): SourceText {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = source`${wanted}${count}`;
  taken.add(name);
  return name;
}
