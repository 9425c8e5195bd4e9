import { isApiError, isResponseError } from "@specloom/client-runtime";
import type { ClientCommand, Params } from "@specloom/client-runtime/start-command";
import type { Host } from "../host.ts";
import type { Method } from "../method.ts";
import { UsageError } from "../usage-error.ts";
import type { Source } from "./use-credentials.ts";

/** Statuses that are about the call: the API has read the credential before. Others may come from anywhere on the way. */
const ABOUT_THE_CALL = [400, 422];

/** Makes one call without effects. Prints whether the credential is accepted, and where it came from. */
export async function whoAmI(
  settings: ClientCommand,
  methods: readonly Method[],
  client: object,
  source: Source,
  host: Host,
): Promise<void> {
  const { method, params } = findCall(settings, methods);
  try {
    await method.call(client, params, { signal: host.signal });
  } catch (error) {
    const isAccepted =
      (isApiError(error) && ABOUT_THE_CALL.includes(error.status)) || (isResponseError(error) && error.reason === "wrong-shape");
    if (!isAccepted) throw error;
  }
  const named = settings.variables.filter(({ isSecret, name: variable }) => !isSecret && host.env[variable]);
  const facts = {
    client: settings.name,
    credential: source,
    ...Object.fromEntries(named.map(({ name: variable }) => [variable, host.env[variable]])),
    call: `${method.operation.method} ${method.operation.path}`,
    accepted: true,
  };
  host.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`);
}

/** The call that the client names, or one of its own that needs a credential and nothing else. */
function findCall({ whoami }: ClientCommand, methods: readonly Method[]): { readonly method: Method; readonly params: Params } {
  const named = methods.find(({ name }) => name === whoami?.method);
  if (named?.operation.safe === true) return { method: named, params: whoami?.params ?? {} };
  const [best] = methods.filter(isPlainRead).toSorted((one, other) => rankOf(one) - rankOf(other));
  if (best) return { method: best, params: {} };
  throw new UsageError(
    'no operation needs a credential and nothing else: name the call to try one with in src/command.ts of the client, as whoami: { method: "things.list", params: { limit: 1 } }',
  );
}

function isPlainRead({ operation, isWalk }: Method): boolean {
  const { safe, security, response, rules = {}, takesBody } = operation;
  const isSecured = security.length > 0 && security.every((schemes) => schemes.length > 0);
  const isFree = Object.values(rules).every(({ required = [] }) => required.length === 0);
  return safe && isSecured && isFree && response === "json" && takesBody === undefined && !isWalk;
}

/** A method about the caller comes first, then the one with the shortest address. */
function rankOf({ operation: { path } }: Method): number {
  const isOfCaller = /\b(me|self|whoami|current[-_]?user|account|profile|user)\b/i.test(path);
  return path.split("/").length + (isOfCaller ? 0 : 100);
}
