import { type CallRecord, invalidOption } from "./errors.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Fills a path's template. Refuses a value that would leave its segment: none, an empty one, and dots in any encoding; what is left
 * is percent-encoded whole.
 */
export function fillPath(call: CallRecord, given: Values = {}, defaults: Values = {}): string {
  const { path } = call.operation;
  // Behind an address without a path, "@evil.example/x" would make another host of it.
  if (!path.startsWith("/")) throw invalidOption("the operation's path", 'one that begins with "/"', path, call);
  return path.replace(/{(.+?)}/g, (_, name: string) => {
    const value = given[name] ?? defaults[name];
    const text = String(value);
    // A server that decodes twice would read %252e as a dot. Half of a surrogate pair cannot be encoded.
    if ((typeof value !== "string" && !Number.isFinite(value)) || /^(\.|%(25)*2e){0,2}$|\p{Cs}/iu.test(text)) {
      throw invalidOption(name, 'a path segment: not empty, not "." or ".."', value, call);
    }
    return encodeURIComponent(text);
  });
}
