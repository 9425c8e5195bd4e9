import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "../host.ts";
import { UsageError } from "../usage-error.ts";
import { NoKeychain, readKept, USUAL_PROFILE } from "./keychain.ts";

/** Where the credential of a call comes from, in words. */
export type Source = string;

/**
 * Puts what is kept of a profile into the environment that the client reads. Where no profile is named, a secret of the environment wins, and
 * a machine without a keychain is no failure: the client says what is missing.
 *
 * @throws {UsageError} the profile that is named is not kept. {NoKeychain} it cannot be looked up.
 */
export async function useCredentials(settings: ClientCommand, named: string | undefined, { env }: Host): Promise<Source> {
  const secrets = settings.variables.filter(({ isSecret }) => isSecret);
  if (named === undefined && secrets.some(({ name }) => env[name])) return "environment";
  try {
    const profile = named ?? USUAL_PROFILE;
    const kept = await readKept(settings.name, profile);
    if (kept) {
      // Of two ways to authenticate, the one that is kept counts.
      for (const { name } of secrets) delete env[name];
      Object.assign(env, kept);
      return `keychain, profile ${profile}`;
    }
    if (named !== undefined)
      throw new UsageError(`--profile ${named}: it is not kept; ${settings.name} login --profile ${named} keeps it`);
  } catch (error) {
    if (named !== undefined || !(error instanceof NoKeychain)) throw error;
  }
  return "environment";
}
