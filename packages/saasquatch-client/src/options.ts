import type { ClientOptions, Hooks } from "@specloom/client-runtime";
import type { SaaSquatchWarning } from "./warn-of-mix.ts";

/** The hooks of every client, and one for possible mistakes. */
export interface SaaSquatchHooks extends Hooks {
  /** Called once per client if a test tenant is used with a live key, or the reverse. An error that it throws is dropped. */
  readonly onWarning?: ((warning: SaaSquatchWarning) => unknown) | undefined;
}

/**
 * The options of a client. One way to authenticate is required. If none is given here, the API key is read from the environment. The limits
 * and the `fetch` are those of every Specloom client.
 */
export interface SaaSquatchClientOptions extends ClientOptions {
  /** The tenant at the beginning of all paths. @default the environment variable SAASQUATCH_TENANT_ALIAS */
  readonly tenantAlias?: string | undefined;
  /** The tenant's API key, sent as the password of HTTP Basic, without a user. @default the environment variable SAASQUATCH_API_KEY */
  readonly apiKey?: string | undefined;
  /** With `authToken`, instead of `apiKey`: the credential of newer impact.com tenants. */
  readonly accountSid?: string | undefined;
  /** With `accountSid`, instead of `apiKey`. */
  readonly authToken?: string | undefined;
  /** A user's JWT. Only the open endpoints accept it, and it may be used in a browser. */
  readonly userJwt?: string | undefined;
  /** The API's address. @default the environment variable SAASQUATCH_BASE_URL, else the vendor's address */
  readonly baseUrl?: string | undefined;
  /** Called during calls, and about possible mistakes. */
  readonly hooks?: SaaSquatchHooks | undefined;
}
