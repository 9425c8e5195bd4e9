import {
  basicCredential,
  type CallSettings,
  checkClientOptions,
  checkSecret,
  headerCredential,
  invalidOption,
  readEnvironment,
} from "@specloom/client-runtime";
import manifest from "../package.json" with { type: "json" };
import { describeError } from "./describe-error.ts";
import type { SaaSquatchClientOptions } from "./options.ts";
import { warnOfMix } from "./warn-of-mix.ts";

/**
 * The runtime's settings from the options and the environment. @throws {ConfigurationError} something is unknown, missing, or given in two
 * ways.
 */
export function callSettings(options: SaaSquatchClientOptions): CallSettings {
  checkClientOptions(options, ["tenantAlias", "apiKey", "accountSid", "authToken", "userJwt"], ["onWarning"]);
  const { accountSid, authToken, userJwt, hooks } = options;
  const tenantAlias = given("tenantAlias", options.tenantAlias, "SAASQUATCH_TENANT_ALIAS");
  // A given credential counts as a whole: a key of the environment must not replace a user's JWT.
  const isGiven = accountSid ?? authToken ?? userJwt;
  const apiKey = isGiven === undefined ? given("apiKey", options.apiKey, "SAASQUATCH_API_KEY") : options.apiKey;
  if (!accountSid !== !authToken || (accountSid && apiKey))
    throw invalidOption("accountSid", "given with authToken, without apiKey");

  const user = accountSid && checkSecret("accountSid", accountSid);
  const password = user ? checkSecret("authToken", authToken ?? "") : apiKey && checkSecret("apiKey", apiKey);
  if (apiKey && hooks?.onWarning) warnOfMix(tenantAlias, apiKey, hooks.onWarning).catch(() => {});
  return {
    client: { name: manifest.name, version: manifest.version },
    baseUrl: readEnvironment("SAASQUATCH_BASE_URL") ?? "https://app.referralsaasquatch.com/api/v1",
    pathParameters: { tenant_alias: tenantAlias },
    credentials: {
      APIKey: password ? basicCredential({ option: "apiKey", user, password }) : undefined,
      UserJWT: userJwt ? headerCredential({ option: "userJwt", key: userJwt, name: "x-saasquatch-user-token" }) : undefined,
    },
    publicSchemes: ["UserJWT"],
    credentialHelp: "apiKey, or accountSid with authToken; userJwt only for open endpoints",
    options,
    describeError,
  };
}

function given(option: string, value: string | undefined, variable: string): string {
  const found = value ?? readEnvironment(variable);
  if (!found) throw invalidOption(option, `given, or ${variable} set in the environment`);
  return found;
}
