import { escapePointer, objectMember, stringMember, type JsonObject } from "../document/json.ts";
import { itemOperations, wireMethod } from "../document/nodes.ts";
import { readBody, type Body } from "./body.ts";
import { readResponses, type DocumentedResponse } from "./documented-response.ts";
import { readParameters, type Parameter } from "./parameter.ts";
import { resolveObject } from "./reference.ts";

/** A request that the API sends to its users, as a webhook or a callback describes it. Users read its body and write its responses. */
export interface IncomingCall {
  /** `webhook orderShipped`, `callback onDone {$request.body#/url}`, with the method if it is not POST. */
  readonly name: string;
  /** The name as the document has it: `orderShipped`. */
  readonly id: string;
  readonly summary: string | undefined;
  readonly definition: JsonObject;
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: readonly DocumentedResponse[];
  readonly pointer: string;
}

export function readWebhooks(document: JsonObject): readonly IncomingCall[] {
  return Object.entries(objectMember(document, "webhooks")).flatMap(([name, item]) =>
    readItem(document, resolveObject(document, item), {
      id: name,
      name: `webhook ${name}`,
      pointer: `#/webhooks/${escapePointer(name)}`,
    }),
  );
}

/** `definition` and `pointer`: of the operation that has the callbacks. */
export function readCallbacks(document: JsonObject, definition: JsonObject, pointer: string): readonly IncomingCall[] {
  return Object.entries(objectMember(definition, "callbacks")).flatMap(([name, callback]) =>
    Object.entries(resolveObject(document, callback) ?? {}).flatMap(([address, item]) => {
      const at = `${pointer}/callbacks/${escapePointer(name)}/${escapePointer(address)}`;
      const named = { id: name, name: `callback ${name} ${address}`, pointer: at };
      return address.startsWith("x-") ? [] : readItem(document, resolveObject(document, item), named);
    }),
  );
}

function readItem(
  document: JsonObject,
  item: JsonObject = {},
  { id, name, pointer }: Pick<IncomingCall, "id" | "name" | "pointer">,
): readonly IncomingCall[] {
  return itemOperations(item).flatMap(({ method, value, pointer: below }) => {
    const definition = resolveObject(document, value);
    if (!definition) return [];
    const at = `${pointer}/${below}`;
    const verb = method === "post" ? "" : ` (${wireMethod(method)})`;
    return [
      {
        name: `${name}${verb}`,
        id: `${id}${verb}`,
        summary: stringMember(definition, "summary") ?? stringMember(definition, "description"),
        definition,
        parameters: readParameters(document, item, definition, at, [], () => {}),
        body: readBody(document, definition, at),
        responses: readResponses(document, definition, at, () => {}),
        pointer: at,
      },
    ];
  });
}
