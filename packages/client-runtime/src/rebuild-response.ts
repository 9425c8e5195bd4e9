/** A response whose body has been read. */
export interface ResponseParts {
  readonly status: number;
  readonly statusText?: string;
  readonly headers: Headers;
}

/** Statuses of responses without a body. */
const WITHOUT_BODY = [101, 103, 204, 205, 304];

/** Whether a response with that status can carry a body that was read. */
export function canCarryBody(status: number): boolean {
  return status < 600 && !WITHOUT_BODY.includes(status);
}

/** The response again, for a reader that has yet to read it. `url` is not kept: a `Response` that a program makes has none. */
export function rebuildResponse(
  { status, statusText = "", headers: given }: ResponseParts,
  body: BodyInit | undefined,
): Response {
  const headers = new Headers(given);
  // These headers describe the bytes before decoding.
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  const whole = canCarryBody(status) ? (body ?? null) : null;
  // openapi-fetch and openapi-react-query recognise an empty body by this.
  if (whole === null) headers.set("content-length", "0");
  return new Response(whole, { status, statusText, headers });
}
