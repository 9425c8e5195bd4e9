// #if imports
import { $imports$ } from "@specloom/client-runtime";
// #end
// #if hasManyImports
import {
  // #each import
  $imported$,
  // #end
} from "@specloom/client-runtime";
// #end
// #if types
import type { $types$ } from "@specloom/client-runtime";
// #end

/** The options of a client. Options that are left out are read from the environment. */
export interface $type$ClientOptions extends ClientOptions {
  // #each option
  /**
   * $purpose$
   * @default the environment variable $environment$$variable$$otherwise$
   */
  readonly $option$?: $optionType$ | undefined;
  // #end
  // #if takesNothing
  // Empty: the API has no credentials, and no parameters that the client fills in.
  // #end
}
// #if hasSchemes

/** The part that each security scheme of the API adds to a request. @throws {ConfigurationError} a secret that cannot be a header. */
export function resolveCredentials($given$): Credentials {
  return {
    // #each apiKey
    $apiKeyScheme$: $makesKey$({
      option: "$key$",
      key: options.$key$ ?? readEnvironment("$environment$$keyVariable$"),
      name: $keyName$,
      // #if keyPrefix
      scheme: $keyPrefix$,
      // #end
    }),
    // #end
    // #each basic
    $basicScheme$: basicCredential({
      option: "$username$",
      user: options.$username$ ?? readEnvironment("$environment$$usernameVariable$"),
      password: options.$password$ ?? readEnvironment("$environment$$passwordVariable$"),
    }),
    // #end
    // #each bearer
    $bearerScheme$: bearerCredential({
      option: "$token$",
      token: options.$token$ ?? readEnvironment("$environment$$tokenVariable$"),
    }),
    // #end
    // #each clientCredentials
    $clientCredentialsScheme$: clientCredentials({
      accessToken: options.$oauthToken$ ?? readEnvironment("$environment$$oauthTokenVariable$"),
      clientId: options.$clientId$ ?? readEnvironment("$environment$$clientIdVariable$"),
      clientSecret: options.$clientSecret$ ?? readEnvironment("$environment$$clientSecretVariable$"),
      scope: options.$scope$ ?? readEnvironment("$environment$$scopeVariable$"),
      tokenUrl: options.$tokenUrl$ ?? readEnvironment("$environment$$tokenUrlVariable$") ?? $tokenAddress$,
      fetch: options.fetch,
    }),
    // #end
    // #each unsent
    // The API asks for $wanted$. This client does not send it. Add it with a `fetch` of your own.
    $unsentScheme$: "elsewhere",
    // #end
  };
}
// #end
// #if hasServer

/** The address of the API. @throws {ConfigurationError} an address that the API does not have. */
export function resolveBaseUrl(options: $type$ClientOptions): string {
  return fillServer($serverUrl$, {
    // #each serverVariable
    $serverName$: {
      option: "$serverOption$",
      given: options.$serverOption$ ?? readEnvironment("$environment$$serverOptionVariable$"),
      default: $serverDefault$,
      // #if serverValues
      values: $serverValues$,
      // #end
    },
    // #end
  });
}
// #end
// #if hasParameters

/** The path parameters that the client fills in. */
export function resolveParameters(options: $type$ClientOptions): Readonly<Record<string, string | undefined>> {
  return {
    // #each parameter
    $parameter$: options.$filler$ ?? readEnvironment("$environment$$fillerVariable$"),
    // #end
  };
}
// #end
// #if hasServers

/** The addresses of the servers of single operations. @throws {ConfigurationError} an address that the API does not have. */
export function resolveServers(options: $type$ClientOptions): Readonly<Record<string, string>> {
  return {
    // #each server
    $serverAddress$: fillServer($serverUrl$, {
      // #each serverVariable
      $serverName$: {
        option: "$serverOption$",
        given: options.$serverOption$ ?? readEnvironment("$environment$$serverOptionVariable$"),
        default: $serverDefault$,
        // #if serverValues
        values: $serverValues$,
        // #end
      },
      // #end
    }),
    // #end
  };
}
// #end
