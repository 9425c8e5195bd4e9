import type { JsonObject } from "../../document/json.ts";
import type { SentBody } from "../body.ts";
import type { DocumentedResponse, ReadResponse } from "../documented-response.ts";
import type { ParameterGroup } from "../parameter.ts";

/**
 * How the pages of an operation are walked. All places are JSON pointers: `param` into the call's input (`/query/page`), `field` into an
 * item, the others into the body of a response. The runtime's type of the same name explains the fields, and a type test keeps both equal.
 */
export interface Pages {
  readonly by: "address" | "cursor" | "item" | "link" | "offset" | "page";
  readonly items: string;
  readonly param?: string;
  readonly next?: string;
  readonly field?: string;
  readonly more?: string;
  readonly last?: string;
  readonly total?: string;
  readonly totalPages?: string;
  readonly first?: number;
}

/** The parts of an operation that its pages depend on. */
export interface PagedOperation extends ReadResponse {
  readonly id: string;
  readonly path: string;
  readonly pointer: string;
  readonly safe: boolean;
  readonly groups: readonly ParameterGroup[];
  readonly sent: SentBody | undefined;
  readonly responses: readonly DocumentedResponse[];
  readonly definition: JsonObject;
}
