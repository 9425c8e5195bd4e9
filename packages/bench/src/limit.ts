/** The largest value with which a row is met: a figure, or so many times what peers come to in the same run; none where the list is empty. */
export type Limit = number | readonly PeerLimit[];

export interface PeerLimit {
  /** Its column. */
  readonly peer: string;
  readonly times: number;
}
