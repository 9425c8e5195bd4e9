import { UsageError } from "../usage-error.ts";

/** The variables that a profile stores. */
export type Kept = Readonly<Record<string, string>>;

/** The profile that is used if none is named. */
export const USUAL_PROFILE = "default";

/** There is no keychain here, or it cannot be used. */
export class NoKeychain extends Error {
  override readonly name = "NoKeychain";
}

/**
 * The platform's keychain: the one of macOS, of Windows, or a Secret Service. The keyring of the Linux kernel is left out, since it is
 * emptied with the session. The library is native, and loaded when it is needed.
 */
async function entryOf(client: string, profile: string) {
  if (!/^[\w.-]{1,64}$/.test(profile))
    throw new UsageError("--profile: letters, digits, dots, dashes and underscores are expected");
  try {
    const { AsyncEntry } = await import("@napi-rs/keyring");
    return new AsyncEntry(client, profile, { linux: { store: "secret-service" } });
  } catch (error) {
    throw noKeychain(error);
  }
}

/** The stored values of a profile. Undefined if there are none. @throws {NoKeychain} */
export async function readKept(client: string, profile: string): Promise<Kept | undefined> {
  const entry = await entryOf(client, profile);
  const text = await entry.getPassword().catch((error: unknown) => {
    throw noKeychain(error);
  });
  return text === null ? undefined : parseKept(text);
}

export async function keep(client: string, profile: string, values: Kept): Promise<void> {
  const entry = await entryOf(client, profile);
  await entry.setPassword(JSON.stringify(values)).catch((error: unknown) => {
    throw noKeychain(error);
  });
}

/** Returns whether there was something. */
export async function forget(client: string, profile: string): Promise<boolean> {
  const entry = await entryOf(client, profile);
  return entry.deleteCredential().catch((error: unknown) => {
    throw noKeychain(error);
  });
}

function parseKept(text: string): Kept {
  const value: unknown = JSON.parse(text);
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

function noKeychain(error: unknown): NoKeychain {
  const reason = error instanceof Error ? error.message : String(error);
  return new NoKeychain(`this machine has no keychain that can be used (${reason})`, { cause: error });
}
