import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "../host.ts";
import { UsageError } from "../usage-error.ts";
import { NoKeychain, readKept, USUAL_PROFILE } from "./keychain.ts";

/** The origin of a call's credential, in words. */
export type Source = string;

/**
 * Puts the stored values of a profile into the environment that the client reads. If no profile is named, a secret of the environment comes
 * first, and a machine without a keychain is no failure: the client names the missing credential.
 *
 * @throws {UsageError} the named profile is not stored. {NoKeychain} it cannot be looked up.
 */
export async function useCredentials(settings: ClientCommand, named: string | undefined, { env }: Host): Promise<Source> {
  const secrets = settings.variables.filter(({ isSecret }) => isSecret);
  if (named === undefined && secrets.some(({ name }) => env[name])) return "environment";
  try {
    const profile = named ?? USUAL_PROFILE;
    const kept = await readKept(settings.name, profile);
    if (kept) {
      // If there are two ways to authenticate, the stored one counts.
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
