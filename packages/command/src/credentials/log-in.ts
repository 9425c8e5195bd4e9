import { text } from "node:stream/consumers";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { askLine } from "../ask-line.ts";
import type { Host } from "../host.ts";
import { UsageError } from "../usage-error.ts";
import { askSecret } from "./ask-secret.ts";
import { forget, keep, type Kept, readKept } from "./keychain.ts";

/**
 * Stores a key in the platform's keychain. The key is asked for, or read from standard input: an argument would be visible in `ps` and in
 * the history.
 */
export async function logIn(settings: ClientCommand, profile: string, host: Host): Promise<void> {
  // Checks for a keychain before a person types a key.
  await readKept(settings.name, profile);
  const values = host.stdin.isTTY === true ? await askAll(settings, host) : parseLines(settings, await text(host.stdin));
  await keep(settings.name, profile, values);
  host.stderr.write(
    `${settings.name}: profile ${profile} is kept in this machine's keychain (${Object.keys(values).join(", ")})\n`,
  );
}

/** Removes a profile from the keychain. */
export async function logOut(settings: ClientCommand, profile: string, host: Host): Promise<void> {
  const wasThere = await forget(settings.name, profile);
  host.stderr.write(`${settings.name}: profile ${profile} ${wasThere ? "is forgotten" : "was not kept"}\n`);
}

/** One value for each variable. Empty ones are not stored. */
async function askAll({ variables }: ClientCommand, host: Host): Promise<Kept> {
  const values: Record<string, string> = {};
  for (const { name, about, isSecret } of variables) {
    const question = `${name}, ${about}${isSecret ? " (not shown)" : ""}: `;
    const value = (
      isSecret ? await askSecret(question, host) : ((await askLine(question, "nothing was kept", host)) ?? "")
    ).trim();
    if (value !== "") values[name] = value;
  }
  return checked(variables, values);
}

/** Lines of `NAME=value`, or the key alone. */
function parseLines({ variables }: ClientCommand, given: string): Kept {
  const lines = given
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const secret = variables.find(({ isSecret }) => isSecret)?.name ?? "";
  const [only = ""] = lines;
  if (lines.length === 1 && !variables.some(({ name }) => only.startsWith(`${name}=`)))
    return checked(variables, { [secret]: only });
  const values: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    const [name = "", ...rest] = line.split("=");
    if (!variables.some((variable) => variable.name === name))
      throw new UsageError(
        `standard input, line ${index + 1}: one of ${variables.map((each) => each.name).join(", ")} and = is expected`,
      );
    values[name] = rest.join("=");
  }
  return checked(variables, values);
}

function checked(variables: ClientCommand["variables"], values: Kept): Kept {
  const secrets = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  if (!secrets.some((name) => values[name])) throw new UsageError(`nothing was kept: ${secrets.join(" or ")} is needed`);
  return values;
}
