import { RESERVED } from "./client-names.ts";

/**
 * Names that no option of a client can have: common options, members of every object, words of the language, and names in the client's
 * source.
 */
export const TAKEN_NAMES: ReadonlySet<string> = new Set([
  ..."allowBrowser baseUrl fetch headers hooks idleTimeoutMs maxResponseBytes maxRetries maxRetryDelayMs servers timeoutMs totalTimeoutMs validate".split(
    " ",
  ),
  ..."constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" "),
  ..."basic checkSecret options readEnvironment secret undefined".split(" "),
  ...RESERVED,
]);

/** The wanted name, with a number if it is taken. */
export function freeName(wanted: string, used: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; used.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}
