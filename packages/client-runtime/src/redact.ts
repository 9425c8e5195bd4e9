/** What a request was sent with and an error must not repeat. */
export interface Secrets {
  /** The values of the credentials, as they are sent. */
  readonly values: readonly string[];
  readonly body: BodyInit | null | undefined;
}

/**
 * Takes secrets out of a text: a server's answer may repeat the credential, whole or as it was before it was encoded, or the
 * request's body.
 */
export function redact(text: string, { values, body }: Secrets): string {
  const hidden = values.flatMap((value) => {
    const token = value.split(" ").pop() ?? "";
    // In a query it stands encoded.
    return value.startsWith("Basic ") ? [token, ...atob(token).split(":")] : [token, encodeURIComponent(token)];
  });
  // An empty object or list says nothing, and stands in many an answer.
  if (typeof body === "string" && body.length > 2) hidden.push(body);
  return hidden.reduce((left, secret) => (secret ? left.replaceAll(secret, "***") : left), text);
}

/** Some platforms put an address, and so a key in its query, into the errors of their `fetch`. */
export function hideSecrets(error: unknown, secrets: Secrets): void {
  for (let each = error; secrets.values.length && each instanceof Error; each = each.cause) {
    for (const name of Object.getOwnPropertyNames(each)) {
      const text: unknown = Reflect.get(each, name);
      if (typeof text === "string" && redact(text, secrets) !== text) Reflect.set(each, name, redact(text, secrets));
    }
  }
}

/** A piece of what was received, fit for a message: without secrets, on one line, and cut. */
export function excerpt(text: string, secrets: Secrets): string {
  return redact(text, secrets).replace(/\s+/g, " ").slice(0, 160);
}
