import type { Json } from "./json.ts";
import type { YamlSource } from "./yaml-source.ts";

/** The keys and indices that lead from a document to one of its nodes. The document itself is at `[]`. */
export type NodeLocation = readonly (string | number)[];

/** One node of the document that an overlay action added, replaced or removed. */
export interface Effect {
  /** The node's place. For a removed node, its former place. */
  readonly location: NodeLocation;
  /** Undefined if the action added the node. */
  readonly before: Json | undefined;
  /** Undefined if the action removed the node. */
  readonly after: Json | undefined;
  readonly overlay: YamlSource;
  /** JSON pointer into the overlay, to the source of the node. */
  readonly origin: string;
}
