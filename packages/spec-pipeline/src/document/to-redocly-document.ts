import { Source, type Document } from "@redocly/openapi-core";
import type { JsonObject } from "./json.ts";

/**
 * A document as Redocly's functions take it, without a text that they would parse again. It is a copy, since bundling writes into it. It is
 * a tree, since a shared node would be visited in one place only.
 */
export function toRedoclyDocument(document: JsonObject): Document {
  return { source: new Source("/openapi.json", ""), parsed: JSON.parse(JSON.stringify(document)) };
}
