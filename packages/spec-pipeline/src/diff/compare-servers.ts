import type { Server } from "../model/server.ts";
import { place, type ComparisonContext, type Pair } from "./comparison-context.ts";
import { plainAddress } from "./plain-address.ts";

/** Where the API is served. Where each operation says it for itself, the comparison of operations tells it. */
export function compareServers(context: ComparisonContext): void {
  const [before, after] = [addressesOf(context.old.servers), addressesOf(context.new.servers)];
  const { operations } = before.length === 0 ? context.old : context.new;
  if (before.length * after.length === 0 && operations.length > 0 && operations.every(({ servers }) => servers !== undefined))
    return;
  const details = { before: [...before], after: [...after], oldPointer: "#/servers", newPointer: "#/servers" };
  const lost = before.filter((url) => !after.includes(url));
  const gained = after.filter((url) => !before.includes(url));
  if (lost.length > 0) context.add("server-changed", `the server ${lost.join(", ")} is no longer named`, [], details);
  if (gained.length > 0) context.add("server-added", `the server ${gained.join(", ")} is named now`, [], details);
}

/** The servers of a path or an operation replace those of the document. */
export function compareOwnServers(context: ComparisonContext, { old: before, new: after }: Pair): void {
  if (before.servers === undefined && after.servers === undefined) return;
  const left = addressesOf(before.servers ?? context.old.servers);
  const right = addressesOf(after.servers ?? context.new.servers);
  const lost = left.filter((url) => !right.includes(url));
  const gained = right.filter((url) => !left.includes(url));
  const at = [place(after, "input", "", "")];
  const pointers = { oldPointer: `${before.pointer}/servers`, newPointer: `${after.pointer}/servers` };
  const details = { before: [...left], after: [...right], ...pointers };
  if (lost.length > 0) context.add("server-changed", `${after.call} is no longer served by ${lost.join(", ")}`, at, details);
  if (gained.length > 0) context.add("server-added", `${after.call} is served by ${gained.join(", ")} now`, at, details);
}

function addressesOf(servers: readonly Server[]): readonly string[] {
  return [...new Set(servers.flatMap(({ addresses }) => addresses.map(plainAddress)))];
}
