import { type CallRecord, invalidOption } from "./errors.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * The values for a path's template. Refuses a value that would leave its segment: none, an empty one, and dots in any encoding.
 * What is left is percent-encoded by openapi-fetch.
 */
export function pathValues(call: CallRecord, given: Values = {}, defaults: Values = {}): Values {
  const values: Record<string, unknown> = {};
  for (const [, name = ""] of call.operation.path.matchAll(/{(.+?)}/g)) {
    const value = (values[name] = given[name] ?? defaults[name]);
    // A server that decodes twice would read %252e as a dot. Half of a surrogate pair cannot be encoded.
    if ((typeof value !== "string" && !Number.isFinite(value)) || /^(\.|%(25)*2e){0,2}$|\p{Cs}/iu.test(String(value))) {
      throw invalidOption(name, 'a path segment: not empty, not "." or ".."', value, call);
    }
  }
  return values;
}
