/** A response in the API's error shape. */
export function respondError(status: number, message: string, codes: object = {}, headers: HeadersInit = {}): Response {
  return Response.json({ statusCode: status, message, ...codes }, { status, headers });
}
