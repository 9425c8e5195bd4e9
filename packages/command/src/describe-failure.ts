import { isApiError, isConfigurationError, isConnectionError, isResponseError, isTimeoutError } from "@specloom/client-runtime";
import type { ClientVariable } from "@specloom/client-runtime/start-command";
import { NoKeychain } from "./credentials/keychain.ts";
import { UsageError } from "./usage-error.ts";

/** What the command ends with; its help lists them. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  credential: 3,
  connection: 4,
  interrupted: 130,
} as const;

/** A failure for a person: what happened, and what can be done about it. */
export interface Failure {
  readonly message: string;
  readonly fix: string | undefined;
  readonly code: (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
}

/** @throws what is no failure of a call: our own bug. */
export function describeFailure(
  error: unknown,
  name: string,
  variables: readonly ClientVariable[],
  /** Options by the place of their param. */
  options: ReadonlyMap<string, string>,
): Failure {
  const secrets = variables.filter(({ isSecret }) => isSecret).map((variable) => variable.name);
  const give = `set ${secrets.join(" or ")}, keep a key with ${name} login, or try the command with --mock`;
  const of = (message: string, code: Failure["code"], fix?: string): Failure => ({ message, code, fix });
  if (error instanceof UsageError) return of(error.message, EXIT_CODES.usage, `${name} --help shows how it is called`);
  if (error instanceof NoKeychain)
    return of(error.message, EXIT_CODES.credential, `set ${secrets.join(" or ")} in the environment instead`);
  if (isConfigurationError(error)) {
    const isCredential = variables.some((variable) => error.message.includes(variable.name)) || error.option === "credentials";
    const option = options.get(error.option);
    return isCredential
      ? of(error.message, EXIT_CODES.credential, give)
      : of(error.message, EXIT_CODES.usage, option === undefined ? undefined : `it is given as --${option}`);
  }
  if (isApiError(error)) {
    if (error.status === 401 || error.status === 403)
      return of(error.message, EXIT_CODES.credential, `check ${secrets.join(" or ")}: it is wrong, or not allowed to do this`);
    if (error.status === 429) {
      const wait = error.retryAfterMs === undefined ? "later" : `in ${Math.ceil(error.retryAfterMs / 1000)} s`;
      return of(error.message, EXIT_CODES.failed, `the API is asked too often: try again ${wait}`);
    }
    return of(error.message, EXIT_CODES.failed);
  }
  if (isConnectionError(error))
    return of(error.message, EXIT_CODES.connection, "check the network, and the base URL if one is set");
  if (isTimeoutError(error)) return of(error.message, EXIT_CODES.connection, "give it more time with --timeout, in seconds");
  if (isResponseError(error)) return of(error.message, EXIT_CODES.failed);
  if (error instanceof Error && "syscall" in error) return of(error.message, EXIT_CODES.failed);
  throw error;
}
