/** An answer whose body has been read. */
export interface AnswerParts {
  readonly status: number;
  readonly statusText?: string;
  readonly headers: Headers;
}

/** Statuses of answers that have no body. */
const WITHOUT_BODY = [101, 103, 204, 205, 304];

/** Whether an answer with that status can carry a body that was read. */
export function canCarryBody(status: number): boolean {
  return status < 600 && !WITHOUT_BODY.includes(status);
}

/** The answer again, for a reader who has yet to read it. `url` is not kept: a `Response` that is made has none. */
export function rebuildResponse({ status, statusText = "", headers: given }: AnswerParts, body: BodyInit | undefined): Response {
  const headers = new Headers(given);
  // They speak of the bytes as they came.
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  const whole = canCarryBody(status) ? (body ?? null) : null;
  // By this, openapi-fetch and openapi-react-query know that there is nothing to read.
  if (whole === null) headers.set("content-length", "0");
  return new Response(whole, { status, statusText, headers });
}
