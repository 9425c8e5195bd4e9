import {
  type AccessToken,
  headerCredential,
  bearerCredential,
  type ClientOptions,
  type Credentials,
  invalidOption,
  readEnvironment,
} from "@specloom/client-runtime";

/** The options of a client. None is needed if `PROFOUND_API_KEY` is set. */
export interface ProfoundClientOptions extends ClientOptions {
  /**
   * Sent alone, as `X-API-Key`: with a key, an access token is not sent. The environment is read only if neither credential is given.
   * @default the environment variable PROFOUND_API_KEY
   */
  readonly apiKey?: string | undefined;
  /**
   * Sent as `Authorization: Bearer`. It is another kind of credential: an API key does not work here. A function is called before each
   * request, and once more if the API responds with 401. @default the environment variable PROFOUND_ACCESS_TOKEN
   */
  readonly accessToken?: AccessToken | undefined;
}

/** The one credential to send. @throws {ConfigurationError} there is none, or it cannot be a header. */
export function resolveCredentials(options: ProfoundClientOptions): Credentials {
  const isGiven = (options.apiKey ?? options.accessToken) !== undefined;
  const key = isGiven ? options.apiKey : readEnvironment("PROFOUND_API_KEY");
  const token = isGiven ? options.accessToken : readEnvironment("PROFOUND_ACCESS_TOKEN");
  if ((key ?? token) === undefined) throw invalidOption("apiKey", "given, or PROFOUND_API_KEY set in the environment");
  return key === undefined
    ? { BearerAuth: bearerCredential({ option: "accessToken", token }) }
    : { APIKeyHeader: headerCredential({ option: "apiKey", key, name: "x-api-key" }) };
}
