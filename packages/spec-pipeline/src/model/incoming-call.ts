import { escapePointer, objectMember, type JsonObject } from "../document/json.ts";
import { METHODS } from "../document/nodes.ts";
import { readAnswers, type Answer } from "./answer.ts";
import { readBody, type Body } from "./body.ts";
import { resolveObject } from "./reference.ts";

/** A request that the API sends to its users, as a webhook or a callback describes it. Users read its body and write its answers. */
export interface IncomingCall {
  /** `webhook orderShipped`, `callback onDone {$request.body#/url}`; with the method where it is not POST. */
  readonly name: string;
  readonly body: Body | undefined;
  readonly answers: readonly Answer[];
  readonly pointer: string;
}

export function readWebhooks(document: JsonObject): readonly IncomingCall[] {
  return Object.entries(objectMember(document, "webhooks")).flatMap(([name, item]) =>
    readItem(document, resolveObject(document, item), `webhook ${name}`, `#/webhooks/${escapePointer(name)}`),
  );
}

/** `definition` and `pointer`: of the operation whose callbacks they are. */
export function readCallbacks(document: JsonObject, definition: JsonObject, pointer: string): readonly IncomingCall[] {
  return Object.entries(objectMember(definition, "callbacks")).flatMap(([name, callback]) =>
    Object.entries(resolveObject(document, callback) ?? {}).flatMap(([address, item]) => {
      const at = `${pointer}/callbacks/${escapePointer(name)}/${escapePointer(address)}`;
      return address.startsWith("x-") ? [] : readItem(document, resolveObject(document, item), `callback ${name} ${address}`, at);
    }),
  );
}

function readItem(document: JsonObject, item: JsonObject = {}, name: string, pointer: string): readonly IncomingCall[] {
  return METHODS.flatMap((method) => {
    const definition = resolveObject(document, item[method]);
    if (!definition) return [];
    const at = `${pointer}/${method}`;
    return [
      {
        name: method === "post" ? name : `${name} (${method.toUpperCase()})`,
        body: readBody(document, definition, at),
        answers: readAnswers(document, definition, at, () => {}),
        pointer: at,
      },
    ];
  });
}
