import { member, objectMember, stringMember, withMembers, type Json, type JsonObject } from "../document/json.ts";
import { serverAddress } from "../document/nodes.ts";
import type { Problem } from "../problems/problem.ts";
import { objectsOf, stringsOf } from "./reference.ts";

/** A server of the document, a path or an operation. */
export interface Server {
  /** As the document has it, with its variables in braces. */
  readonly url: string | undefined;
  /** The variables that are in its address and have a default. */
  readonly variables: readonly ServerVariable[];
  /** Every address: with the defaults of its variables, and then with each other value in turn. */
  readonly addresses: readonly string[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  /** Empty if any value may be given. */
  readonly values: readonly string[];
  readonly description: string | undefined;
}

export function readServers(servers: Json | undefined): readonly Server[] {
  return objectsOf(servers).map((server) => {
    const variables = objectMember(server, "variables");
    const others = Object.entries(variables).flatMap(([name, variable]) =>
      stringsOf(member(variable, "enum")).map((value) => ({ ...variables, [name]: { default: value } })),
    );
    const addresses = [variables, ...others].map((filled) => serverAddress(withMembers(server, { variables: filled })));
    const url = stringMember(server, "url");
    return { url, variables: readVariables(url ?? "", variables), addresses };
  });
}

function readVariables(url: string, variables: JsonObject): readonly ServerVariable[] {
  return Object.entries(variables).flatMap(([name, variable]): readonly ServerVariable[] => {
    const usual = stringMember(variable, "default");
    if (usual === undefined || !url.includes(`{${name}}`)) return [];
    const values = stringsOf(member(variable, "enum"));
    return [
      {
        name,
        default: usual,
        // A default that is not one of the values would be refused.
        values: values.length > 0 ? [...new Set([usual, ...values])] : [],
        description: stringMember(variable, "description"),
      },
    ];
  });
}

/**
 * The address of an operation, if the API's own address is not among the operation's servers or those of its path. It may be relative to
 * the API's address. Undefined if the API's own address is meant.
 */
export function chooseServer(own: readonly Server[] | undefined, general: readonly Server[]): string | undefined {
  const usual = firstAddress(general);
  if (own?.some(({ addresses: [address] }) => address === usual)) return undefined;
  const chosen = firstAddress(own ?? []);
  // A document without servers is served from its own place. "" means this.
  return chosen === "" ? undefined : chosen;
}

/**
 * The first https address, or else the first address, with the defaults of its variables. A server with a variable without default has no
 * address.
 */
function firstAddress(servers: readonly Server[]): string | undefined {
  const addresses = servers.flatMap(({ addresses: [address] }) =>
    address === undefined || address.includes("{") ? [] : [address],
  );
  return addresses.find((address) => address.startsWith("https:")) ?? addresses[0];
}

/** The hosts of operations other than the API's own, with one warning for each: it gets a credential. */
export function findOtherHosts(
  operations: readonly { readonly id: string; readonly pointer: string; readonly server: string | undefined }[],
  general: readonly Server[],
): readonly Problem[] {
  const known = new Set(general.flatMap(({ addresses }) => addresses.map(hostOf)));
  const hosts = new Map<string, { readonly id: string; readonly pointer: string }[]>();
  for (const { id, pointer, server } of operations) {
    const host = hostOf(server ?? "");
    if (host !== "" && !known.has(host)) hosts.set(host, [...(hosts.get(host) ?? []), { id, pointer }]);
  }
  return [...hosts].map(([host, callers]) => {
    const ids = callers.slice(0, 3).map(({ id }) => id);
    const more = callers.length > ids.length ? ` and ${callers.length - ids.length} more` : "";
    return {
      rule: "server-elsewhere",
      severity: "warning",
      message: `${ids.join(", ")}${more}: called at ${host}, with the credential, as the document gives a server of its own`,
      fix: "accept it if that host is the vendor's, or remove the servers with an overlay",
      pointer: callers[0]?.pointer ?? "#",
    };
  });
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
