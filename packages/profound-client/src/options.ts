import { checkSecret, type ClientOptions, type Credentials, invalidOption, readEnvironment } from "@specloom/client-runtime";

/** What a client can be given. Nothing is needed where `PROFOUND_API_KEY` is set. */
export interface ProfoundClientOptions extends ClientOptions {
  /**
   * Sent as `X-API-Key`, alone: with a key, an access token is not sent.
   * The environment is only read where neither credential is given.
   * @default the environment variable PROFOUND_API_KEY
   */
  readonly apiKey?: string | undefined;
  /**
   * Sent as `Authorization: Bearer`. Another kind of credential: an API key does not work here.
   * @default the environment variable PROFOUND_ACCESS_TOKEN
   */
  readonly accessToken?: string | undefined;
}

/** The one credential that is sent. @throws {ConfigurationError} there is none, or it cannot be a header. */
export function resolveCredentials({ apiKey, accessToken }: ProfoundClientOptions): Credentials {
  const isGiven = (apiKey ?? accessToken) !== undefined;
  const key = isGiven ? apiKey : readEnvironment("PROFOUND_API_KEY");
  const token = isGiven ? accessToken : readEnvironment("PROFOUND_ACCESS_TOKEN");
  const secret = key ?? token;
  if (secret === undefined) throw invalidOption("apiKey", "given, or PROFOUND_API_KEY set in the environment");
  checkSecret(key === undefined ? "accessToken" : "apiKey", secret);
  return key === undefined
    ? { BearerAuth: () => ({ authorization: `Bearer ${secret}` }) }
    : { APIKeyHeader: () => ({ "x-api-key": secret }) };
}
