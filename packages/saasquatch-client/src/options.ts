import { checkSecret, invalidOption, readEnvironment } from "@specloom/client-runtime";
import type { ClientOptions, Credentials, Hooks } from "@specloom/client-runtime";
import { warnOfMix } from "./warn-of-mix.ts";
import type { WarningHook } from "./warn-of-mix.ts";

/** The hooks of every client, and one for what may be a mistake. */
export interface SaaSquatchHooks extends Hooks, WarningHook {}

/**
 * What a client is made with. One way to authenticate is needed; where none is given here, the API key is read from the environment.
 * The limits and the `fetch` are those of every Specloom client.
 */
export interface SaaSquatchClientOptions extends ClientOptions {
  /** The tenant that all paths begin with. @default the environment variable SAASQUATCH_TENANT_ALIAS */
  readonly tenantAlias?: string | undefined;
  /** The tenant's API key: sent as the password of HTTP Basic, without a user. @default the environment variable SAASQUATCH_API_KEY */
  readonly apiKey?: string | undefined;
  /** With `authToken`, instead of `apiKey`: what newer impact.com tenants authenticate with. */
  readonly accountSid?: string | undefined;
  /** With `accountSid`, instead of `apiKey`. */
  readonly authToken?: string | undefined;
  /** A user's JWT. It is taken by the open endpoints only, and may be used in a browser. */
  readonly userJwt?: string | undefined;
  /** Where the API is. @default the environment variable SAASQUATCH_BASE_URL, else the vendor's address */
  readonly baseUrl?: string | undefined;
  /** Called as calls go on, and where something may be a mistake. */
  readonly hooks?: SaaSquatchHooks | undefined;
}

/** What the runtime has to know of the options and the environment; the options' own `baseUrl` wins there. */
export interface Access {
  readonly baseUrl: string;
  readonly pathParameters: { readonly tenant_alias: string };
  readonly credentials: Credentials;
}

/** Where the client calls, and as whom. @throws {ConfigurationError} something is missing, or given in two ways. */
export function resolveAccess(options: SaaSquatchClientOptions): Access {
  const { accountSid, authToken, userJwt, hooks } = options;
  const tenantAlias = given("tenantAlias", options.tenantAlias, "SAASQUATCH_TENANT_ALIAS");
  // What is given wins as a whole: a key of the environment must not take the place of a user's JWT.
  const isGiven = accountSid ?? authToken ?? userJwt;
  const apiKey = isGiven === undefined ? given("apiKey", options.apiKey, "SAASQUATCH_API_KEY") : options.apiKey;
  if (!accountSid !== !authToken || (accountSid && apiKey))
    throw invalidOption("accountSid", "given with authToken, without apiKey");

  const user = accountSid && checkSecret("accountSid", accountSid);
  const password = user ? checkSecret("authToken", authToken ?? "") : apiKey && checkSecret("apiKey", apiKey);
  if (userJwt) checkSecret("userJwt", userJwt);
  if (apiKey && hooks?.onWarning) warnOfMix(tenantAlias, apiKey, hooks).catch(() => {});
  return {
    baseUrl: readEnvironment("SAASQUATCH_BASE_URL") ?? "https://app.referralsaasquatch.com/api/v1",
    pathParameters: { tenant_alias: tenantAlias },
    credentials: {
      APIKey: password ? () => ({ authorization: `Basic ${btoa(`${user ?? ""}:${password}`)}` }) : undefined,
      UserJWT: userJwt ? () => ({ "x-saasquatch-user-token": userJwt }) : undefined,
    },
  };
}

function given(option: string, value: string | undefined, variable: string): string {
  const found = value ?? readEnvironment(variable);
  if (!found) throw invalidOption(option, `given, or in ${variable}`);
  return found;
}
