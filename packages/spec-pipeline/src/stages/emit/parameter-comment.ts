import { stringMember } from "../../document/json.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Parameter } from "../../model/parameter.ts";
import type { DocTag } from "../../source/source-text.ts";
import { describeField } from "./print-type.ts";

/** The words of a parameter and of its schema. */
export function parameterComment({ input, definition }: Parameter, types: ComponentTypes): readonly (string | DocTag)[] {
  const { text, ...words } = types.canonical(input, "input").words ?? {};
  const own = stringMember(definition, "description");
  const texts = [own, text === own ? undefined : text].filter((each) => each !== undefined && each.trim() !== "");
  return describeField({
    ...words,
    ...(texts.length > 0 ? { text: texts.join("\n") } : {}),
    ...(definition["deprecated"] === true ? { deprecated: true } : {}),
  });
}
