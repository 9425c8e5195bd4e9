import { member, objectMember, stringMember, withMembers, type Json } from "../document/json.ts";
import { serverAddress } from "../document/nodes.ts";
import { objectsOf, stringsOf } from "./reference.ts";

/** A server of the document, a path or an operation. */
export interface Server {
  /** As the document has it, with its variables in braces. */
  readonly url: string | undefined;
  /** Every address: with the defaults of its variables, and in turn with each of their other values. */
  readonly addresses: readonly string[];
}

export function readServers(servers: Json | undefined): readonly Server[] {
  return objectsOf(servers).map((server) => {
    const variables = objectMember(server, "variables");
    const others = Object.entries(variables).flatMap(([name, variable]) =>
      stringsOf(member(variable, "enum")).map((value) => ({ ...variables, [name]: { default: value } })),
    );
    const addresses = [variables, ...others].map((filled) => serverAddress(withMembers(server, { variables: filled })));
    return { url: stringMember(server, "url"), addresses };
  });
}
