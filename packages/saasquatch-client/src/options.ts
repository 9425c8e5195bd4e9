import { checkSecret, readEnvironment } from "@specloom/client-runtime";
import type { ClientOptions, Credentials, Hooks } from "@specloom/client-runtime";
import { refuse } from "./refuse.ts";

/** Something that may be a mistake. It never fails a call. */
export interface SaaSquatchWarning {
  readonly code: "mixed-environments";
  readonly message: string;
}

/** The hooks of every client, and one for what may be a mistake. */
export interface SaaSquatchHooks extends Hooks {
  /** Called once per client where a test tenant is used with a live key, or the reverse. What it throws is dropped. */
  readonly onWarning?: ((warning: SaaSquatchWarning) => unknown) | undefined;
}

/**
 * What a client is made with. One way to authenticate is needed; where none is given here, the API key is read from the environment.
 * The limits and the `fetch` are those of every Specloom client.
 */
export interface SaaSquatchClientOptions extends Omit<ClientOptions, "hooks"> {
  /** The tenant that all paths begin with. @default the environment variable SAASQUATCH_TENANT_ALIAS */
  readonly tenantAlias?: string | undefined;
  /** The tenant's API key: sent as the password of HTTP Basic, without a user. @default the environment variable SAASQUATCH_API_KEY */
  readonly apiKey?: string | undefined;
  /** With `authToken`, instead of `apiKey`: what newer impact.com tenants authenticate with. */
  readonly accountSid?: string | undefined;
  readonly authToken?: string | undefined;
  /** A user's JWT. It is taken by the open endpoints only, and may be used in a browser. */
  readonly userJwt?: string | undefined;
  /** Where the API is. @default the environment variable SAASQUATCH_BASE_URL, else the vendor's address */
  readonly baseUrl?: string | undefined;
  readonly hooks?: SaaSquatchHooks | undefined;
}

/** Options after defaults, checks and the environment. */
export interface ResolvedOptions {
  readonly baseUrl: string;
  readonly tenantAlias: string;
  readonly credentials: Credentials;
}

const vendorBaseUrl = "https://app.referralsaasquatch.com/api/v1";

export function resolveOptions(options: SaaSquatchClientOptions): ResolvedOptions {
  const { accountSid, authToken, userJwt, hooks } = options;
  const tenantAlias = options.tenantAlias ?? readEnvironment("SAASQUATCH_TENANT_ALIAS");
  if (!tenantAlias) refuse("tenantAlias", "given, or in the environment variable SAASQUATCH_TENANT_ALIAS", tenantAlias);
  // What is given wins as a whole: a key of the environment must not take the place of a user's JWT.
  const isGiven = [options.apiKey, accountSid, authToken, userJwt].some((value) => value !== undefined);
  const apiKey = isGiven ? options.apiKey : readEnvironment("SAASQUATCH_API_KEY");
  if ((accountSid === undefined) !== (authToken === undefined)) refuse("authToken", "given together with accountSid", "alone");
  if (apiKey !== undefined && accountSid !== undefined)
    refuse("apiKey", "left out where accountSid and authToken are given", "given");
  if (!isGiven && apiKey === undefined) {
    refuse(
      "apiKey",
      "given (or accountSid with authToken, or userJwt), or in the environment variable SAASQUATCH_API_KEY",
      undefined,
    );
  }
  // A colon would end the user name early.
  if (accountSid?.includes(":")) refuse("accountSid", "an id without a colon", undefined);
  let basic: string | undefined;
  if (apiKey !== undefined) basic = `:${checkSecret("apiKey", apiKey)}`;
  else if (accountSid !== undefined)
    basic = `${checkSecret("accountSid", accountSid)}:${checkSecret("authToken", authToken ?? "")}`;
  if (userJwt !== undefined) checkSecret("userJwt", userJwt);
  if (apiKey !== undefined) warnOfMix(tenantAlias, apiKey, hooks);
  return {
    baseUrl: options.baseUrl ?? readEnvironment("SAASQUATCH_BASE_URL") ?? vendorBaseUrl,
    tenantAlias,
    credentials: {
      APIKey: basic === undefined ? undefined : () => ({ authorization: `Basic ${btoa(basic)}` }),
      UserJWT: userJwt === undefined ? undefined : () => ({ "x-saasquatch-user-token": userJwt }),
    },
  };
}

const isTest = (name: string): boolean => /^test_/i.test(name);

/** The API answers a mix with an authentication error, which does not say what is mixed. */
function warnOfMix(tenantAlias: string, apiKey: string, hooks: SaaSquatchHooks | undefined): void {
  if (isTest(tenantAlias) === isTest(apiKey)) return;
  const [tenant, key] = isTest(tenantAlias)
    ? ["a test tenant", "does not look like a test key"]
    : ["no test tenant", "looks like a test key"];
  const message = `"${tenantAlias}" is ${tenant}, but the API key ${key}: the API refuses a key of the other environment.`;
  try {
    Promise.resolve(hooks?.onWarning?.({ code: "mixed-environments", message })).catch(() => {});
  } catch {}
}
