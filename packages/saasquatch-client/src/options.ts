import type { ClientOptions, Hooks } from "@specloom/client-runtime";
import type { SaaSquatchWarning } from "./warn-of-mix.ts";

/** The hooks of every client, and one for what may be a mistake. */
export interface SaaSquatchHooks extends Hooks {
  /** Called once per client where a test tenant is used with a live key, or the reverse. What it throws is dropped. */
  readonly onWarning?: ((warning: SaaSquatchWarning) => unknown) | undefined;
}

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
