/** One fault of a request, and its place: `["body", "metrics", 0]`. */
export interface RequestProblem {
  readonly loc: readonly (number | string)[];
  readonly msg: string;
  readonly type: string;
}

/** The documented response to a request that cannot be carried out. */
export function respondInvalid(problems: readonly RequestProblem[]): Response {
  return Response.json({ detail: problems }, { status: 422 });
}

/** Turns a JSON pointer into a place. Positions in lists are numbers. */
export function placeOf(pointer: string): readonly (number | string)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));
}
