import { camelCase, upperSnakeCase } from "./client-names.ts";
import { freeName, TAKEN_NAMES } from "./free-name.ts";

/** An option for a path parameter that the client fills in. */
export interface ParameterOption {
  /** Name in the document. */
  readonly parameter: string;
  readonly option: string;
  /** The environment variable, without the vendor's prefix. */
  readonly variable: string;
}

/** The options for the parameters that the client fills in, each with its own name. */
export function parameterOptions(clientParameters: readonly string[]): readonly ParameterOption[] {
  const used = new Set(TAKEN_NAMES);
  return clientParameters.map((parameter) => {
    const wish = camelCase(parameter) ?? "parameter";
    const option = freeName(used.has(wish) ? `${wish}Parameter` : wish, used);
    used.add(option);
    return { parameter, option, variable: upperSnakeCase(option) };
  });
}
