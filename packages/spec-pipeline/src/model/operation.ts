import { escapePointer, objectMember, stringMember, type JsonObject } from "../document/json.ts";
import { itemOperations, wireMethod } from "../document/nodes.ts";
import type { Problem } from "../problems/problem.ts";
import { chooseBodies, readBody, type Body, type SentBody } from "./body.ts";
import { chooseResponses, readResponses, type DocumentedResponse, type ReadResponse } from "./documented-response.ts";
import { readCallbacks, type IncomingCall } from "./incoming-call.ts";
import { readMethodName, type MethodName } from "./method-name.ts";
import { chooseMethodNames } from "./method-names.ts";
import type { Pages } from "./pages/pages.ts";
import { readPages } from "./pages/read-pages.ts";
import { groupParameters, readParameters, type Parameter, type ParameterGroup } from "./parameter.ts";
import { resolveObject } from "./reference.ts";
import { readSecurity, type Security } from "./security.ts";
import { chooseServer, readServers, type Server } from "./server.ts";
import { readStreamFlag, type StreamFlag } from "./stream-flag.ts";

/**
 * One operation: the document's statements, with every reference outside its schemas followed, and how a client calls it. `groups`,
 * `bodies`, `reads` and the fields made from them are the client's side. They leave out the parts that a client cannot send or read, and
 * those are reported.
 */
export interface Operation extends ReadResponse {
  readonly id: string;
  /** In lower case, as the document spells it. A method of `additionalOperations` keeps its own letters. */
  readonly method: string;
  readonly path: string;
  /** `POST /v2/reports/referrals` */
  readonly call: string;
  /** The place of its method on a client: `customers.list`. */
  readonly name: MethodName;
  /** The former name of the method, if an overlay keeps it for another release. */
  readonly formerName: MethodName | undefined;
  readonly pointer: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** The vendor's page about the operation, as the extract stage noted it. Empty if it is not known. */
  readonly docs: string;
  /** Whether a call changes nothing on the server. Such a call may be repeated. */
  readonly safe: boolean;
  /** Alternatives of credentials. Empty if the document demands none. */
  readonly security: readonly Security[];
  /** The operation's own servers or the path item's, which replace the document's. Undefined if neither has any. */
  readonly servers: readonly Server[] | undefined;
  /** The address it is called at, if that is not the API's: see `chooseServer`. */
  readonly server: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly groups: readonly ParameterGroup[];
  readonly body: Body | undefined;
  /** The bodies that a client can send, by media type, the default first. */
  readonly bodies: readonly SentBody[];
  /** The default body. */
  readonly sent: SentBody | undefined;
  readonly responses: readonly DocumentedResponse[];
  /** The ways to read the responses, the default first. The default is the operation's own. */
  readonly reads: readonly ReadResponse[];
  /** The field of the body that asks for a stream. Undefined if there is none. */
  readonly streamFlag: StreamFlag | undefined;
  readonly callbacks: readonly IncomingCall[];
  /** How all its pages are walked. Undefined if it has none, or if this cannot be known. */
  readonly pages: Pages | undefined;
  readonly definition: JsonObject;
}

/** Every operation that can be called by its id, sorted by id. The others are reported. */
export function readOperations(
  document: JsonObject,
  clientParameters: readonly string[],
  report: (problem: Problem) => void,
): readonly Operation[] {
  const operations = new Map<string, Operation>();
  const { names } = chooseMethodNames(document, new Map());
  for (const [path, entry] of Object.entries(objectMember(document, "paths"))) {
    if (path.startsWith("x-")) continue;
    const item = resolveObject(document, entry) ?? {};
    for (const { method, value, pointer: below } of itemOperations(item)) {
      const definition = resolveObject(document, value);
      if (!definition) continue;
      const pointer = `#/paths/${escapePointer(path)}/${below}`;
      const call = `${wireMethod(method)} ${path}`;
      const id = stringMember(definition, "operationId")?.trim() ?? "";
      const other = operations.get(id);
      if (id === "" || other) report(unnamed(id, call, other, pointer));
      else {
        const name = names.get(call);
        if (!name) throw new TypeError(`${call} has no name`);
        operations.set(
          id,
          readOperation(document, item, { id, method, path, call, name, pointer, definition }, clientParameters, report),
        );
      }
    }
  }
  return [...operations.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function unnamed(id: string, call: string, other: Operation | undefined, pointer: string): Problem {
  return {
    rule: "operation-id",
    severity: "error",
    message: other
      ? `${call} has the operation id ${JSON.stringify(id)}, as ${other.call} does`
      : `${call} has no operation id, so it cannot be called`,
    fix: "give it an operationId of its own with an overlay",
    pointer,
  };
}

function forbiddenMethod({ id, call, pointer }: Pick<Operation, "call" | "id" | "pointer">): Problem {
  const [method = ""] = call.split(" ");
  return {
    rule: "method-unsupported",
    severity: "info",
    message: `${id}: no fetch sends ${method}, so a call of it fails`,
    pointer,
  };
}

/** Reports a path with a fragment. No request carries it, so paths that differ only by it are called as one. */
function fragmentInPath({ id, path, pointer }: Pick<Operation, "id" | "path" | "pointer">): Problem {
  return {
    rule: "path-fragment",
    severity: "warning",
    message: `${id}: no request carries the fragment of a path, so ${path.replace(/#.*/s, "")} is called`,
    fix: "write the distinguishing part into the path's query with an overlay",
    pointer,
  };
}

function readOperation(
  document: JsonObject,
  item: JsonObject,
  named: Pick<Operation, "call" | "definition" | "id" | "method" | "name" | "path" | "pointer">,
  clientParameters: readonly string[],
  report: (problem: Problem) => void,
): Operation {
  const { method, path, pointer, definition } = named;
  const parameters = readParameters(document, item, definition, pointer, clientParameters, report);
  const responses = readResponses(document, definition, pointer, report);
  const body = readBody(document, definition, pointer);
  const bodies = chooseBodies(document, named, body, report);
  if (path.includes("#")) report(fragmentInPath(named));
  if (/^(?:connect|trace|track)$/i.test(method)) report(forbiddenMethod(named));
  const choices = chooseResponses(document, named, responses, report);
  const streamFlag = readStreamFlag(document, named, bodies, choices, report);
  // A stream that a field of the body asks for does not come without this field.
  const reads = choices.filter((read) => read !== streamFlag?.read);
  const [byDefault] = reads;
  if (!byDefault) throw new TypeError(`${named.call} is read in no way`);
  const given = definition["servers"] ?? item["servers"];
  const servers = given === undefined ? undefined : readServers(given);
  const operation = {
    ...named,
    formerName: readMethodName(definition["x-client-method-was"]),
    summary: stringMember(definition, "summary"),
    description: stringMember(definition, "description"),
    deprecated: definition["deprecated"] === true,
    docs: docsOf(definition),
    safe: isSafe(method, definition),
    servers,
    server: chooseServer(servers, readServers(document["servers"])),
    parameters,
    groups: groupParameters(document, named, parameters, clientParameters, report),
    security: readSecurity(document, definition),
    body,
    bodies,
    sent: bodies[0],
    responses,
    reads,
    streamFlag,
    callbacks: readCallbacks(document, definition, pointer),
    ...byDefault,
  };
  return { ...operation, pages: readPages(document, operation, report) };
}

function docsOf(definition: JsonObject): string {
  return (
    stringMember(objectMember(definition, "x-client-source"), "url") ??
    stringMember(objectMember(definition, "externalDocs"), "url") ??
    ""
  );
}

function isSafe(method: string, definition: JsonObject): boolean {
  const declared = definition["x-client-safe"];
  return typeof declared === "boolean" ? declared : ["get", "head", "options", "query", "trace"].includes(method);
}
