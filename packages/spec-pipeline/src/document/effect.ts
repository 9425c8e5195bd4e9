import type { Json } from "./json.ts";
import type { YamlSource } from "./yaml-source.ts";

/** The keys and indices that lead from a document to one of its nodes. The document itself is at `[]`. */
export type NodeLocation = readonly (string | number)[];

/** One node of the document that an action of an overlay added, replaced or removed. */
export interface Effect {
  /** Where the node stands; a removed one, where it stood. */
  readonly location: NodeLocation;
  /** Undefined where the action added the node. */
  readonly before: Json | undefined;
  /** Undefined where the action removed the node. */
  readonly after: Json | undefined;
  readonly overlay: YamlSource;
  /** JSON pointer to what the node was made of, in the overlay. */
  readonly origin: string;
}
