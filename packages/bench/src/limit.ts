import type { PeerName } from "./subject-names.ts";

/** The largest value with which a row is met: a figure, or so many times what peers come to in the same run. */
export type Limit = number | readonly PeerLimit[];

export interface PeerLimit {
  readonly peer: PeerName;
  readonly times: number;
}
