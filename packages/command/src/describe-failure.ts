import { isApiError, isConfigurationError, isConnectionError, isResponseError, isTimeoutError } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { NoKeychain } from "./credentials/keychain.ts";
import { FailedRun } from "./failed-run.ts";
import { helpHint, UsageError } from "./usage-error.ts";

/** The exit codes of the command. Its help lists them. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  credential: 3,
  connection: 4,
  interrupted: 130,
} as const;

/** A failure for a person: its cause, and the next step. */
export interface Failure {
  readonly message: string;
  readonly fix: string | undefined;
  readonly code: (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
}

/** Describes any error. An error that no call can cause is our own mistake, and is reported as such. */
export function describeFailure(
  error: unknown,
  { name, variables }: Pick<ClientCommand, "name" | "variables">,
  /** The command as it was typed, without options. */
  called: string,
  /** Options by the place of their param. */
  options: ReadonlyMap<string, string>,
): Failure {
  const secrets = variables.filter(({ isSecret }) => isSecret).map((variable) => variable.name);
  const of = (message: string, code: Failure["code"], fix?: string): Failure => ({ message, code, fix });
  if (error instanceof UsageError) return of(error.message, EXIT_CODES.usage, helpHint(called));
  if (error instanceof NoKeychain)
    return of(error.message, EXIT_CODES.credential, `set ${secrets.join(" or ")} in the environment instead`);
  if (isConfigurationError(error)) {
    const told = variables.filter((variable) => error.message.includes(variable.name));
    const isCredential = told.length > 0 || error.option === "credentials";
    const option = options.get(error.option);
    // One secret may replace another. Nothing can replace a variable that is not secret.
    const missing = told.length > 0 && !told.some(({ isSecret }) => isSecret) ? told.map((each) => each.name) : secrets;
    const kept = missing === secrets ? "a key" : "it";
    return isCredential
      ? of(
          error.message,
          EXIT_CODES.credential,
          `set ${missing.join(" or ")}, keep ${kept} with ${name} login, or try the command with --mock`,
        )
      : of(error.message, EXIT_CODES.usage, option === undefined ? undefined : `it is given as --${option}`);
  }
  if (isApiError(error)) {
    if (error.status === 401 || error.status === 403)
      return of(error.message, EXIT_CODES.credential, `check ${secrets.join(" or ")}: it is wrong, or not allowed to do this`);
    if (error.status === 429) {
      const wait = error.retryAfterMs === undefined ? "later" : `in ${Math.ceil(error.retryAfterMs / 1000)} s`;
      return of(error.message, EXIT_CODES.failed, `the API got too many requests: try again ${wait}`);
    }
    return of(error.message, EXIT_CODES.failed);
  }
  if (isConnectionError(error))
    return of(error.message, EXIT_CODES.connection, "check the network, and the base URL if one is set");
  if (isTimeoutError(error)) return of(error.message, EXIT_CODES.connection, "give it more time with --timeout, in seconds");
  if (isResponseError(error)) return of(error.message, EXIT_CODES.failed);
  if (error instanceof Error && "syscall" in error) return of(error.message, EXIT_CODES.failed);
  const cause = error instanceof Error ? error.cause : undefined;
  if (error instanceof Error && cause instanceof Error && cause !== error)
    return { ...describeFailure(cause, { name, variables }, called, options), message: error.message };
  if (error instanceof FailedRun) return of(error.message, EXIT_CODES.failed);
  if (accountOf(error) !== undefined && error instanceof Error) return of(error.message, EXIT_CODES.failed);
  const place = error instanceof Error ? /^ +at .*$/m.exec(error.stack ?? "")?.[0].trim() : undefined;
  return of(
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    EXIT_CODES.failed,
    `this is a mistake of the command or the client, please report it${place === undefined ? "" : ` (${place})`}`,
  );
}

/** The state of each part of the call by the error, if the method accounts for the parts. */
export function accountOf(error: unknown): object | undefined {
  const account: unknown = error instanceof Error && "account" in error ? error.account : undefined;
  return typeof account === "object" && account !== null ? account : undefined;
}
