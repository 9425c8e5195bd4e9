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
