import { checkAddress } from "./check-base-url.ts";
import { type AccessToken, bearerCredential, checkSecret, type Credential } from "./credentials.ts";
import { ConnectionError, invalidOption } from "./errors.ts";
import type { Fetch } from "./options.ts";
import { parseJson, readBody } from "./read-body.ts";
import { excerpt, redactCause } from "./redact.ts";

/** The settings of OAuth 2 client credentials. */
export interface ClientCredentials {
  /** A token, or a function that returns one. It replaces the tokens of the token server. */
  readonly accessToken?: AccessToken | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** The address that gives out tokens: https, or a loopback address. */
  readonly tokenUrl: string;
  /** Scopes to ask for, separated by spaces. @default the server decides */
  readonly scope?: string | undefined;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch | undefined;
}

interface Token {
  readonly header: string;
  readonly expiresMs: number;
}

/** The token server's response: a token, or the reason why there is none. */
interface Grant {
  readonly token?: Token;
  readonly refusal?: string;
  readonly failure?: { readonly words: string; readonly cause?: unknown };
}

const MAX_BYTES = 65_536;

/**
 * OAuth 2 client credentials. The first call fetches a token, which all calls share until nine tenths of its lifetime are over. It is
 * renewed once if the API responds with 401. Undefined if nothing is given.
 *
 * @throws {ConfigurationError} only one of both is given, or one cannot be sent; the address is neither https nor loopback.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export function clientCredentials(given: ClientCredentials): Credential | undefined {
  const { clientId, clientSecret, tokenUrl, scope } = given;
  if (given.accessToken !== undefined) return bearerCredential({ option: "accessToken", token: given.accessToken });
  if ((clientId ?? clientSecret) === undefined) return undefined;
  const id = checkSecret("clientId", clientId ?? "");
  const secret = checkSecret("clientSecret", clientSecret ?? "");
  const url = checkAddress("tokenUrl", tokenUrl, true).href;
  const form = { grant_type: "client_credentials", ...(scope && { scope }) };
  const basic = btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`);
  let token: Token | undefined;
  let fetching: Promise<Grant> | undefined;
  let isInBody = false;

  const ask = async (signal: AbortSignal): Promise<Grant> => {
    const fetch = given.fetch ?? globalThis.fetch;
    const request = (inBody: boolean): Promise<Response> =>
      fetch(url, {
        method: "POST",
        // Only the given address gets the secret.
        redirect: "manual",
        signal,
        headers: {
          accept: "application/json",
          "content-type": "application/x-www-form-urlencoded",
          ...(!inBody && { authorization: `Basic ${basic}` }),
        },
        body: `${new URLSearchParams(inBody ? { ...form, client_id: id, client_secret: secret } : form)}`,
      });
    let response = await request(isInBody);
    let text = await readBody(response, MAX_BYTES);
    // Every server must accept the header, and some accept only the form.
    if (!isInBody && (response.status === 400 || response.status === 401)) {
      response = await request(true);
      text = await readBody(response, MAX_BYTES);
      isInBody = response.ok;
    }
    const { status } = response;
    const parsed = Object(parseJson(text)) as Readonly<Record<string, unknown>>;
    const words = [parsed["error"], parsed["error_description"]].filter((word) => typeof word === "string").join(", ");
    const said = excerpt(`${status} ${words}`, { values: [secret, basic], body: undefined });
    if (status === 429 || status >= 500) return { failure: { words: `the token server responded with ${said}` } };
    const { access_token: value, expires_in: seconds } = parsed;
    if (!response.ok) return { refusal: said };
    if (typeof value !== "string" || !/^[!-~]+$/.test(value)) return { failure: { words: "the token server sent no token" } };
    const lifeMs = Number(seconds) > 0 ? Number(seconds) * 900 : Infinity;
    return { token: { header: `Bearer ${value}`, expiresMs: Date.now() + lifeMs } };
  };

  /** One request for all calls that wait for a token. */
  const fetchToken = async (timeoutMs: number): Promise<Grant> => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    try {
      return await ask(controller.signal);
    } catch (cause) {
      const safe = redactCause(cause, { values: [secret, basic], body: undefined });
      return { failure: { words: "the token server cannot be reached", cause: safe } };
    } finally {
      clearTimeout(timer);
      fetching = undefined;
    }
  };

  return {
    header: "authorization",
    isRenewable: true,
    value: async (refused, call, timeoutMs) => {
      if (token && token.header !== refused && token.expiresMs > Date.now()) return token.header;
      const grant = await (fetching ??= fetchToken(timeoutMs));
      if (grant.token) return (token = grant.token).header;
      if (grant.refusal !== undefined)
        throw invalidOption(
          "clientSecret",
          `accepted by ${new URL(url).origin} with its clientId: ${grant.refusal}`,
          undefined,
          call,
        );
      const { words = "", cause } = grant.failure ?? {};
      throw new ConnectionError(call, `was not sent: ${words}`, { reason: "not-sent", cause });
    },
  };
}
