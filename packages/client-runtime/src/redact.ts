/** What a request was sent with and an error must not repeat. */
export interface Secrets {
  /** The headers of the credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInit | null | undefined;
}

/**
 * Takes secrets out of a text: a server's answer may repeat the credential, whole or as it was before it was encoded, or the
 * request's body.
 */
export function redact(text: string, { headers, body }: Secrets): string {
  const hidden = Object.values(headers).flatMap((value) => {
    const token = value.split(" ").pop() ?? "";
    return value.startsWith("Basic ") ? [token, ...atob(token).split(":")] : token;
  });
  // An empty object or list says nothing, and stands in many an answer.
  if (typeof body === "string" && body.length > 2) hidden.push(body);
  return hidden.reduce((left, secret) => (secret ? left.replaceAll(secret, "***") : left), text);
}

/** A piece of what was received, fit for a message: without secrets, on one line, and cut. */
export function excerpt(text: string, secrets: Secrets): string {
  return redact(text, secrets).replace(/\s+/g, " ").slice(0, 160);
}
