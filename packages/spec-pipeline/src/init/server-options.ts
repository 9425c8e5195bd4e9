import type { Api } from "../model/api.ts";
import type { Server, ServerVariable } from "../model/server.ts";
import { camelCase, upperSnakeCase } from "./client-names.ts";
import { freeName } from "./free-name.ts";

/** An option for a variable of the addresses that clients call. */
export interface ServerOption extends ServerVariable {
  readonly option: string;
  /** Environment variable, without the vendor's prefix. */
  readonly variable: string;
}

/** A server that clients call, where its address has variables. */
export interface VariableServer {
  readonly url: string;
  /** The same with the defaults of its variables, as the rows of operations have it. */
  readonly address: string;
  readonly options: readonly ServerOption[];
}

/** The servers whose addresses have variables. */
export interface VariableServers {
  /** The API's own. */
  readonly base: VariableServer | undefined;
  /** Those that some operations are called at instead. */
  readonly others: readonly VariableServer[];
}

/**
 * The servers with variables, each of which is an option. Variables that are the same in name, default and values are one option.
 * `baseUrl`: the address of the API with the defaults of its variables. `used`: names that other options have.
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

/** Rows know a server by its address with defaults: where two have the same one, their variables cannot be told apart. */
function isAlone({ addresses: [address] }: Server, all: readonly Server[]): boolean {
  return all.filter(({ addresses: [other] }) => other === address).length === 1;
}
