import { isApiError, isResponseError } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "../host.ts";
import type { Method } from "../method.ts";
import { UsageError } from "../usage-error.ts";
import type { Source } from "./use-credentials.ts";

/** Makes one call without effects. Prints whether the credential is accepted, and where it came from. */
export async function whoAmI(
  settings: ClientCommand,
  methods: readonly Method[],
  client: object,
  source: Source,
  host: Host,
): Promise<void> {
  const { method: name, params } = settings.whoami ?? {};
  const method = methods.find((each) => each.name === name);
  if (!method?.operation.safe) throw new UsageError("this client names no call that a credential can be tried with");
  try {
    await method.call(client, params ?? {}, { signal: host.signal });
  } catch (error) {
    // Any other refusal is about the call. The credential was read before it.
    const isAccepted = (isApiError(error) && ![401, 403].includes(error.status) && error.status < 500) || isResponseError(error);
    if (!isAccepted) throw error;
  }
  const named = settings.variables.filter(({ isSecret, name: variable }) => !isSecret && host.env[variable]);
  const facts = {
    client: settings.name,
    credential: source,
    ...Object.fromEntries(named.map(({ name: variable }) => [variable, host.env[variable]])),
    accepted: true,
  };
  host.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`);
}
