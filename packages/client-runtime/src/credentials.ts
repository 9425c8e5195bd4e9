import { type CallRecord, invalidOption, isCallError } from "./errors.ts";
import { redactCause } from "./redact.ts";

/** A request before it is sent. */
export interface OpenRequest {
  url: string;
  readonly headers: Headers;
}

/** The part that one security scheme adds to a request. */
export interface Credential {
  /** The header that carries it. No caller may set this header. */
  readonly header: string;
  /**
   * Returns the value to send. It is a function, so that printing a client cannot show it. `refused`: the value that the server refused
   * with 401, if it did. `timeoutMs`: the time limit of the attempt.
   */
  readonly value: (refused: string | undefined, call: CallRecord, timeoutMs: number) => Promise<string> | string;
  /** Puts the value in its place, and replaces an existing one. @default into the header */
  readonly put?: (request: OpenRequest, value: string) => void;
  /** Whether the value may change after a 401, so that the call is made again. @default false */
  readonly isRenewable?: boolean;
}

/**
 * Per security scheme of the spec. Undefined if the user gave no such credential. `"elsewhere"`: a scheme that the client's `fetch` has to
 * satisfy, such as a certificate.
 */
export type Credentials = Readonly<Record<string, Credential | "elsewhere" | undefined>>;

/**
 * A token, or a function that returns one. It is called before each request, and once more if the server responds with 401. Then it gets
 * the refused token.
 */
export type AccessToken = string | ((refused: string | undefined) => Promise<string> | string);

/**
 * Returns a key as it is, if it can be sent.
 *
 * @throws {ConfigurationError} it has a line break, a space or anything else outside visible ASCII. The error does not show it.
 */
export function checkSecret(option: string, value: string, call?: CallRecord): string {
  if (typeof value !== "string" || !/^[!-~]+$/.test(value))
    throw invalidOption(option, "visible ASCII without spaces or line breaks", undefined, call);
  return value;
}

/** The parts of an API key. `option` is its name in errors; `name` is that of the header, parameter or cookie. */
export interface ApiKey {
  readonly option: string;
  readonly key: string | undefined;
  readonly name: string;
}

/**
 * An API key in a header. Undefined if there is none. `scheme`: the word before it. In `Authorization`, the key may include it.
 *
 * @throws {ConfigurationError} it cannot be sent.
 */
export function headerCredential({ option, key, name, scheme }: ApiKey & { readonly scheme?: string }): Credential | undefined {
  if (key === undefined) return undefined;
  const bringsScheme = scheme === undefined && name.toLowerCase() === "authorization" && /^[!-~]+ [!-~]+$/.test(key);
  if (!bringsScheme) checkSecret(option, key);
  return { header: name, value: () => (scheme === undefined ? key : `${scheme} ${key}`) };
}

/**
 * HTTP Basic, in UTF-8. Undefined if there is neither user nor password.
 *
 * @throws {ConfigurationError} one of them has a control character, or the user has a colon: a server would divide the two there.
 */
export function basicCredential(given: {
  readonly option: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
}): Credential | undefined {
  const { option, user, password } = given;
  if ((user || password) === undefined) return undefined;
  const text = `${user ?? ""}:${password ?? ""}`;
  if (/\p{Cc}/u.test(text)) throw invalidOption(option, "free of line breaks and other control characters");
  if (user?.includes(":")) throw invalidOption(option, "free of colons, and the password given beside it");
  const value = `Basic ${btoa(String.fromCodePoint(...new TextEncoder().encode(text)))}`;
  return { header: "authorization", value: () => value };
}

/** A bearer token, or a function that returns one. Undefined if there is neither. @throws {ConfigurationError} it cannot be sent. */
export function bearerCredential(given: {
  readonly option: string;
  readonly token: AccessToken | undefined;
}): Credential | undefined {
  const { option, token } = given;
  const header = "authorization";
  if (token === undefined) return undefined;
  if (typeof token !== "function") {
    checkSecret(option, token);
    return { header, value: () => `Bearer ${token}` };
  }
  return {
    header,
    isRenewable: true,
    value: async (refused, call) => {
      try {
        return `Bearer ${checkSecret(option, await token(refused?.slice("Bearer ".length)), call)}`;
      } catch (cause) {
        if (isCallError(cause)) throw cause;
        // It was given the token that was refused, and may say so.
        const shown = redactCause(cause, { values: refused === undefined ? [] : [refused], body: undefined });
        throw invalidOption(option, "a function that gives a token", undefined, call, shown);
      }
    },
  };
}

/**
 * The credentials of a call: those of the first alternative that is complete. None if the operation accepts that, and nothing else was
 * given.
 */
export function chooseCredentials(
  call: CallRecord,
  security: readonly (readonly string[])[],
  credentials: Credentials,
  help = "given when the client is created",
): readonly Credential[] {
  const has = (alternative: readonly string[]): boolean => alternative.every((scheme) => credentials[scheme]);
  const hasSecrets = (alternative: readonly string[]): boolean =>
    has(alternative) && alternative.some((scheme) => credentials[scheme] !== "elsewhere");
  // Who gives a part of an alternative means it, and would be anonymous without a word.
  const isNothingGiven = !security.flat().some((scheme) => typeof credentials[scheme] === "object");
  const isFree = (alternative: readonly string[]): boolean => (alternative.length ? has(alternative) : isNothingGiven);
  const schemes = security.find(hasSecrets) ?? security.find(isFree);
  const names = security.map((alternative) => alternative.join(" and ")).filter(Boolean);
  if (!schemes && security.length) throw invalidOption("credentials", `${help} (${names.join(" or ")})`, undefined, call);
  return (schemes ?? []).map((scheme) => credentials[scheme]).filter((each) => typeof each === "object");
}
