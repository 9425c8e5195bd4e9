import { invalidOption } from "./errors.ts";

/** A part of an API's address that its users choose. */
export interface ServerVariable {
  /** Its name in errors. */
  readonly option: string;
  /** The user's choice. */
  readonly given: string | undefined;
  readonly default: string;
  /** The allowed values. @default any value that an address can have */
  readonly values?: readonly string[];
}

/** The first slash after the host. */
const HOST = /^[^/]*\/\/[^/]*/;

/**
 * The address of an API, with the users' choices in place of `{name}`.
 *
 * @throws {ConfigurationError} a value that the API does not have, or that would lead to another place than the variable's.
 */
export function fillServer(address: string, variables: Readonly<Record<string, ServerVariable>>): string {
  const host = HOST.exec(address)?.[0] ?? "";
  return Object.entries(variables).reduce((filled, [name, { option, given, default: usual, values = [] }]) => {
    const value = given ?? usual;
    if (values.length > 0 && !values.includes(value)) throw invalidOption(option, `one of ${values.join(", ")}`, given);
    // A slash, a user or a query would end the host, and send the credential to another one.
    const isInHost = host.includes(`{${name}}`);
    const isWhole = isInHost ? /^[\w.~-]+(?::\d+)?$/ : /^(?!.*\.\.)[\w.~:/-]*$/;
    if (given !== undefined && !isWhole.test(given))
      throw invalidOption(option, `a part of ${isInHost ? "a host" : "a path"}: letters, digits, dots and dashes`, given);
    return filled.replaceAll(`{${name}}`, () => value);
  }, address);
}
