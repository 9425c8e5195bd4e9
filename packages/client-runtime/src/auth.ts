import { type CallRecord, invalidOption } from "./errors.ts";

/** Makes the headers of one security scheme. A function, so that nothing which prints a client can come upon the key. */
export type Credential = () => Readonly<Record<string, string>>;

/** Per security scheme of the spec; undefined where the user gave no such credential. */
export type Credentials = Readonly<Record<string, Credential | undefined>>;

/**
 * Returns a key as it is, if it can be sent.
 *
 * @throws {ConfigurationError} it has a line break, a space or anything else outside visible ASCII. The error does not show it.
 */
export function checkSecret(option: string, value: string): string {
  if (typeof value !== "string" || !/^[!-~]+$/.test(value))
    throw invalidOption(option, "visible ASCII without spaces or line breaks");
  return value;
}

/** The headers of the first alternative for which all credentials are there: exactly the ones that the operation asks for. */
export function credentialHeaders(
  call: CallRecord,
  security: readonly (readonly string[])[],
  credentials: Credentials,
  help = "given when the client is created",
): Record<string, string> {
  if (!security.length) return {};
  const schemes = security.find((alternative) => alternative.every((scheme) => credentials[scheme]));
  if (!schemes) throw invalidOption("credentials", `${help} (${security.join(" or ")})`, undefined, call);
  return Object.assign({}, ...schemes.map((scheme) => credentials[scheme]?.()));
}

/**
 * Takes secrets out of a text that may repeat them: a server's answer may hold the credential, whole or as it was before it was
 * encoded, or the request's body.
 */
export function redactSecrets(
  text: string,
  headers: Readonly<Record<string, string>>,
  body: BodyInit | null | undefined,
): string {
  const secrets = Object.values(headers).flatMap((value) => {
    const token = value.split(" ").pop() ?? "";
    return value.startsWith("Basic") ? [token, ...atob(token).split(":")] : token;
  });
  if (typeof body === "string") secrets.push(body);
  return secrets.reduce((left, secret) => (secret ? left.replaceAll(secret, "***") : left), text);
}

/** True where what is sent cannot be read on the way: https, or this machine. */
export function isPrivate(url: URL): boolean {
  return url.protocol === "https:" || /^(.+\.)?localhost$|^127\.[\d.]+$|^\[::1]$/.test(url.hostname);
}
