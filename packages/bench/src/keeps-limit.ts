import type { Limit } from "./limit.ts";
import type { Cell } from "./report.ts";

/** Whether a cell keeps a limit; one without figures does not, nor does one beside a peer without figures. */
export function keepsLimit(cell: Cell | undefined, limit: Limit, cells: Readonly<Record<string, Cell>>): boolean {
  if (cell === undefined || "failure" in cell) return false;
  if (typeof limit === "number") return cell.median <= limit;
  return limit.every(({ peer, times }) => {
    const other = cells[peer];
    return other !== undefined && "median" in other && cell.median <= times * other.median;
  });
}
