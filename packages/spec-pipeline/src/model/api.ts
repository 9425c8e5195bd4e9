import { objectMember, stringMember, type JsonObject } from "../document/json.ts";
import { pointReferences } from "../document/point-references.ts";
import type { StageResult, Problem } from "../problems/problem.ts";
import { readWebhooks, type IncomingCall } from "./incoming-call.ts";
import { spellOutInheritance } from "./inheritance.ts";
import { readOperations, type Operation } from "./operation.ts";
import { findUnknownSchemes, readSecuritySchemes } from "./security.ts";
import { findOtherHosts, readServers, type Server } from "./server.ts";
import { readWebhookScheme, type WebhookScheme } from "./webhook-scheme.ts";

/** An API as its document describes it, read once. Schemas stay unchanged: their references lead into `document`. */
export interface Api {
  readonly document: JsonObject;
  readonly title: string;
  /** Sorted by id. */
  readonly operations: readonly Operation[];
  readonly webhooks: readonly IncomingCall[];
  /** How webhooks are signed, if an overlay says it. */
  readonly webhookScheme: WebhookScheme | undefined;
  readonly servers: readonly Server[];
  /** Definitions by the name of the scheme. */
  readonly securitySchemes: JsonObject;
  /** Component schemas by name. */
  readonly schemas: JsonObject;
  /** Address of the page of the whole API, for operations without their own. Empty if the document names none. */
  readonly docs: string;
}

/** Reads a bundled document. `clientParameters`: names of parameters that the client fills in. Callers may leave them out. */
export function readApi(bundled: JsonObject, clientParameters: readonly string[] = []): StageResult<Api> {
  const problems: Problem[] = [];
  const document = spellOutInheritance(pointReferences(bundled).document);
  const operations = readOperations(document, clientParameters, (problem) => void problems.push(problem));
  problems.push(...findUnknownSchemes(document, operations));
  const servers = readServers(document["servers"]);
  problems.push(...findOtherHosts(operations, servers));
  const value = {
    document,
    title: stringMember(document["info"], "title") ?? "",
    operations,
    webhooks: readWebhooks(document),
    webhookScheme: readWebhookScheme(document, (problem) => void problems.push(problem)),
    servers,
    securitySchemes: readSecuritySchemes(document),
    schemas: objectMember(objectMember(document, "components"), "schemas"),
    docs: stringMember(document["externalDocs"], "url") ?? "",
  };
  return { value, problems };
}
