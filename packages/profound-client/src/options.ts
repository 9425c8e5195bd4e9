import { checkSecret, type ClientOptions, type Credentials, readEnvironment } from "@specloom/client-runtime";
import { refuse } from "./refuse.ts";

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

export interface Access {
  /** Name of the header that carries the credential, for messages. */
  readonly header: string;
  readonly credentials: Credentials;
}

/** The one credential that is sent. @throws {ConfigurationError} there is none. */
export function resolveAccess({ apiKey, accessToken }: ProfoundClientOptions): Access {
  const isGiven = apiKey !== undefined || accessToken !== undefined;
  const key = isGiven ? apiKey : readEnvironment("PROFOUND_API_KEY");
  const token = isGiven ? accessToken : readEnvironment("PROFOUND_ACCESS_TOKEN");
  if (key !== undefined) {
    checkSecret("apiKey", key);
    return { header: "X-API-Key", credentials: { APIKeyHeader: () => ({ "x-api-key": key }) } };
  }
  if (token === undefined) refuse("apiKey", "given, or PROFOUND_API_KEY set in the environment", undefined);
  checkSecret("accessToken", token);
  return { header: "Authorization", credentials: { BearerAuth: () => ({ authorization: `Bearer ${token}` }) } };
}
