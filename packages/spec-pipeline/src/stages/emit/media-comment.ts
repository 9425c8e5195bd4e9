import type { Operation } from "../../model/operation.ts";

/** The part of a comment about several media types of an operation: the default, and the choices. */
export function mediaComment({ bodies, reads, streamFlag }: Operation): readonly string[] {
  const choices = [
    ...choice(
      "The body is sent",
      "contentType",
      bodies.map(({ contentType }) => contentType),
    ),
    ...choice(
      "The response is read",
      "accept",
      reads.flatMap(({ media }) => media ?? []),
    ),
    ...(streamFlag ? [`- The response is a stream where \`${streamFlag.field}\` is true.`] : []),
  ];
  return choices.length === 0 ? [] : ["", ...choices];
}

function choice(what: string, option: string, [usual, ...others]: readonly string[]): readonly string[] {
  if (usual === undefined || others.length === 0) return [];
  return [`- ${what} as \`${usual}\`; \`${option}\` chooses ${others.map((type) => `\`${type}\``).join(", ")}.`];
}
