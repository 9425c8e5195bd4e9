/** One thing that is wrong with a request, and where: `["body", "metrics", 0]`. */
export interface RequestProblem {
  readonly loc: readonly (number | string)[];
  readonly msg: string;
  readonly type: string;
}

/** The documented answer to a request that cannot be carried out. */
export function respondInvalid(problems: readonly RequestProblem[]): Response {
  return Response.json({ detail: problems }, { status: 422 });
}

/** Turns a JSON pointer into a place; positions in lists are numbers. */
export function placeOf(pointer: string): readonly (number | string)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));
}
