import { Source, type Document } from "@redocly/openapi-core";
import type { JsonObject } from "./json.ts";

/**
 * A document as Redocly's functions take it, without a text that they would parse again. A copy, as bundling writes into it; and
 * a tree, as a node that stands in two places would be visited in one of them.
 */
export function toRedoclyDocument(document: JsonObject): Document {
  return { source: new Source("/openapi.json", ""), parsed: JSON.parse(JSON.stringify(document)) };
}
