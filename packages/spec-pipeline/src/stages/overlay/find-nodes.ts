import { JSONPathEnvironment, type JSONValue } from "json-p3";
import type { NodeLocation } from "../../document/effect.ts";
import type { Json } from "../../document/json.ts";

/** A document has at most some 400 levels, but an overlay may go that deep again below each of them. */
const environment = new JSONPathEnvironment({ maxRecursionDepth: 2000 });

/** The nodes that a JSONPath expression (RFC 9535) selects, each once and before the nodes inside it, or the fault of the expression. */
export function findNodes(
  document: Json,
  expression: string,
): { readonly locations: readonly NodeLocation[]; readonly mistake?: string } {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library only reads, but its type of a value can be written to.
    const locations = environment.query(expression, document as JSONValue).locations();
    return { locations: [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()] };
  } catch (error) {
    return { locations: [], mistake: error instanceof Error ? error.message : String(error) };
  }
}
