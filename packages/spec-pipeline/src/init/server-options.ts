import type { Api } from "../model/api.ts";
import type { Server, ServerVariable } from "../model/server.ts";
import { camelCase, upperSnakeCase } from "./client-names.ts";
import { freeName } from "./free-name.ts";

/** An option for a variable in the addresses that clients call. */
export interface ServerOption extends ServerVariable {
  readonly option: string;
  /** The environment variable, without the vendor's prefix. */
  readonly variable: string;
}

/** A server whose address has variables. */
export interface VariableServer {
  readonly url: string;
  /** The address with the defaults of its variables, as the rows of operations have it. */
  readonly address: string;
  readonly options: readonly ServerOption[];
}

/** The servers whose addresses have variables. */
export interface VariableServers {
  /** The API's own. */
  readonly base: VariableServer | undefined;
  /** The servers that some operations use instead. */
  readonly others: readonly VariableServer[];
}

/**
 * The servers with variables. Each variable is an option, and variables with the same name, default and values share one. `baseUrl`: the
 * address of the API with the defaults of its variables. `used`: names that other options have.
 */
export function variableServers({ servers, operations }: Api, baseUrl: string, used: Iterable<string>): VariableServers {
  const taken = new Set(used);
  const options = new Map<string, ServerOption>();
  const optionOf = (variable: ServerVariable): ServerOption => {
    const key = JSON.stringify([variable.name, variable.default, variable.values.toSorted()]);
    const known = options.get(key);
    if (known) return known;
    const option = freeName(camelCase(variable.name) ?? "server", taken);
    taken.add(option);
    const made = { ...variable, option, variable: upperSnakeCase(option) };
    options.set(key, made);
    return made;
  };
  const withOptions = ({ url = "", variables, addresses: [address = ""] }: Server): VariableServer | undefined =>
    variables.length > 0 ? { url: url.trim().replace(/\/+$/, ""), address, options: variables.map(optionOf) } : undefined;
  const own = servers.find(({ addresses: [address] }) => address === baseUrl);
  const base = own && withOptions(own);
  const called = operations.flatMap(
    ({ server, servers: ofOperation = [] }) => ofOperation.find(({ addresses: [address] }) => address === server) ?? [],
  );
  const others = called.filter(({ url }, index) => called.findIndex((each) => each.url === url) === index);
  return { base, others: others.filter((server) => isAlone(server, others)).flatMap((server) => withOptions(server) ?? []) };
}

/** A row names a server by its address with defaults. If two servers have the same one, their variables cannot be told apart. */
function isAlone({ addresses: [address] }: Server, all: readonly Server[]): boolean {
  return all.filter(({ addresses: [other] }) => other === address).length === 1;
}
