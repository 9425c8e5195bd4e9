import type { PeerName } from "./subject-names.ts";

/** The largest value with which a row is met: a figure, or so many times what peers come to in the same run. */
export type Limit = number | readonly PeerLimit[];

export interface PeerLimit {
  readonly peer: PeerName;
  readonly times: number;
}

/** What a limit asks of a cell: its figure, or that it has none. */
type Cell = { readonly median: number } | { readonly failure: string };
type Cells = Readonly<Record<string, Cell>>;

/** Whether a cell keeps a limit; one without figures does not, nor does one beside a peer without figures. */
export function keepsLimit(cell: Cell | undefined, limit: Limit, cells: Cells): boolean {
  if (cell === undefined || "failure" in cell) return false;
  if (typeof limit === "number") return cell.median <= limit;
  return limit.every(({ peer, times }) => {
    const other = cells[peer];
    return other !== undefined && "median" in other && cell.median <= times * other.median;
  });
}
