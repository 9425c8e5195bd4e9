import { RESERVED } from "./client-names.ts";

/** Names that no option of a client can have: options of every client have them, every object, the language or the client's own source. */
export const TAKEN_NAMES: ReadonlySet<string> = new Set([
  ..."allowBrowser baseUrl fetch headers hooks idleTimeoutMs maxResponseBytes maxRetries maxRetryDelayMs servers timeoutMs totalTimeoutMs validate".split(
    " ",
  ),
  ..."constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" "),
  ..."basic checkSecret options readEnvironment secret undefined".split(" "),
  ...RESERVED,
]);

/** The name that is wanted, with a number where it is used already. */
export function freeName(wanted: string, used: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; used.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}
