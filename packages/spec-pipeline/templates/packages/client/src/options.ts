// #if imports
import { $imports$ } from "@specloom/client-runtime";
// #end
// #if types
import type { $types$ } from "@specloom/client-runtime";
// #end

/** What a client can be given. What is left out is read from the environment. */
export interface $type$ClientOptions extends ClientOptions {
  // #each option
  /**
   * $purpose$
   * @default the environment variable $environment$$variable$
   */
  readonly $option$?: string | undefined;
  // #end
  // #if takesNothing
  // Nothing of the API's own: it has neither credentials nor parameters that the client fills in.
  // #end
}
// #if hasSchemes

/** What each security scheme of the API adds to a request. @throws {ConfigurationError} a secret that cannot be a header. */
export function resolveCredentials($given$): Credentials {
  // #each secret
  const $secret$ = secret("$secret$", options.$secret$, "$environment$$secretVariable$");
  // #end
  return {
    // #each bearer
    $bearerScheme$: $token$ === undefined ? undefined : () => ({ authorization: `Bearer ${$token$}` }),
    // #end
    // #each header
    $headerScheme$: $key$ === undefined ? undefined : () => ({ $header$: $key$ }),
    // #end
    // #each basic
    $basicScheme$: $username$ === undefined ? undefined : () => basic($username$, $password$),
    // #end
    // #each unsent
    // The API asks for $wanted$, which this client does not send. A `fetch` of your own can add it.
    $unsentScheme$: () => ({}),
    // #end
  };
}
// #end
// #if hasBasic

function basic(username: string, password: string | undefined): { readonly authorization: string } {
  return { authorization: `Basic ${btoa(`${username}:${password ?? ""}`)}` };
}
// #end
// #if hasSecrets

function secret(option: string, given: string | undefined, variable: string): string | undefined {
  const value = given ?? readEnvironment(variable);
  return value === undefined ? undefined : checkSecret(option, value);
}
// #end
// #if hasParameters

/** What the client fills into paths. */
export function resolveParameters(options: $type$ClientOptions): Readonly<Record<string, string | undefined>> {
  return {
    // #each parameter
    $parameter$: options.$filler$ ?? readEnvironment("$environment$$fillerVariable$"),
    // #end
  };
}
// #end
