import { listMember, member, objectMember, stringMember, type JsonObject } from "../document/json.ts";
import { serverAddress } from "../document/nodes.ts";
import { stringsOf } from "../model/reference.ts";
import { camelCase, upperSnakeCase } from "./client-names.ts";
import { freeName } from "./free-name.ts";

/** An option for a variable of the API's address. */
export interface ServerOption {
  /** Name in the document. */
  readonly name: string;
  readonly option: string;
  /** Environment variable, without the vendor's prefix. */
  readonly variable: string;
  readonly default: string;
  /** Empty where any value may be given. */
  readonly values: readonly string[];
  readonly description: string | undefined;
}

/** The server that clients call, where its address has variables. */
export interface VariableServer {
  readonly url: string;
  readonly options: readonly ServerOption[];
}

/** `baseUrl`: the address with the defaults of its variables. `used`: names that other options have. */
export function variableServer(document: JsonObject, baseUrl: string, used: Iterable<string>): VariableServer | undefined {
  const server = listMember(document, "servers").find((each) => serverAddress(each) === baseUrl);
  const url = (stringMember(server, "url") ?? "").trim().replace(/\/+$/, "");
  const taken = new Set(used);
  const options = Object.entries(objectMember(server, "variables")).flatMap(([name, variable]): readonly ServerOption[] => {
    const usual = stringMember(variable, "default");
    if (usual === undefined || !url.includes(`{${name}}`)) return [];
    const option = freeName(camelCase(name) ?? "server", taken);
    taken.add(option);
    const values = stringsOf(member(variable, "enum"));
    return [
      {
        name,
        option,
        variable: upperSnakeCase(option),
        default: usual,
        // A default that is none of the values would be refused.
        values: values.length > 0 ? [...new Set([usual, ...values])] : [],
        description: stringMember(variable, "description"),
      },
    ];
  });
  return options.length > 0 ? { url, options } : undefined;
}
