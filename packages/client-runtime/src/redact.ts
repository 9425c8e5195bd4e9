/** What was sent in confidence with a request. */
export interface Confidence {
  /** The headers of the credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInit | null | undefined;
}

/**
 * Takes out of a text what was sent in confidence: a server's answer may repeat the credential, whole or as it was before it was
 * encoded, or the request's body.
 */
export function redact(text: string, { headers, body }: Confidence): string {
  const secrets = Object.values(headers).flatMap((value) => {
    const token = value.split(" ").pop() ?? "";
    return value.startsWith("Basic ") ? [token, ...atob(token).split(":")] : token;
  });
  // An empty object or list says nothing, and stands in many an answer.
  if (typeof body === "string" && body.length > 2) secrets.push(body);
  return secrets.reduce((left, secret) => (secret ? left.replaceAll(secret, "***") : left), text);
}

/** A piece of what was received, fit for a message: without secrets, on one line, and cut. */
export function excerpt(text: string, confidence: Confidence): string {
  return redact(text, confidence).replace(/\s+/g, " ").slice(0, 160);
}
