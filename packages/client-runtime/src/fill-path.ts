import { type CallRecord, invalidOption } from "./errors.ts";
import type { OperationDescriptor } from "./operation.ts";
import { writeParameter } from "./write-parameter.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Fills a path's template. Refuses a value that would leave its segment: none, an empty one, and dots in any encoding. Other values are
 * percent-encoded.
 */
export function fillPath(
  call: CallRecord,
  styles: OperationDescriptor["styles"],
  given: Values = {},
  defaults: Values = {},
): string {
  const { path } = call.operation;
  // After an address without a path, "@evil.example/x" would change the host.
  if (!path.startsWith("/")) throw invalidOption("the operation's path", 'one that begins with "/"', path, call);
  return path.replace(/{([^}]+)}/g, (_, name: string) => {
    const value = given[name] ?? defaults[name];
    const style = styles?.path?.[name];
    // A question mark would end the path.
    const text = writeParameter(call, name, value, { style: "simple", ...style }).replaceAll("?", "%3F");
    if (text === "" || (style?.allowReserved ? text.split("/") : [text]).some(isStep)) {
      throw invalidOption(name, 'a path segment: not empty, not "." or ".."', value, call);
    }
    return text;
  });
}

/** A server that decodes twice would read %252e as a dot. */
function isStep(segment: string): boolean {
  return /^(\.|%(25)*2e){1,2}$/i.test(segment);
}
