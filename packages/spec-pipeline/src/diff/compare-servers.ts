import { objectsOf, stringsOf } from "../model/reference.ts";
import { member, objectMember, withMembers, type Json } from "../document/json.ts";
import { serverAddress } from "../document/openapi-shape.ts";
import { callOf, place, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** Where the API is served. */
export function compareServers(context: ComparisonContext): void {
  const [before, after] = [serversOf(context.old["servers"]), serversOf(context.new["servers"])];
  const details = { before: [...before], after: [...after], oldPointer: "#/servers", newPointer: "#/servers" };
  const lost = before.filter((url) => !after.includes(url));
  const gained = after.filter((url) => !before.includes(url));
  if (lost.length > 0) context.add("server-changed", `the server ${lost.join(", ")} is no longer named`, [], details);
  if (gained.length > 0) context.add("server-added", `the server ${gained.join(", ")} is named now`, [], details);
}

/** Servers of a path or an operation stand for those of the document. */
export function compareOwnServers(context: ComparisonContext, { old: before, new: after }: Pair): void {
  if (before.servers === undefined && after.servers === undefined) return;
  const [left, right] = [serversOf(before.servers ?? context.old["servers"]), serversOf(after.servers ?? context.new["servers"])];
  const lost = left.filter((url) => !right.includes(url));
  const gained = right.filter((url) => !left.includes(url));
  const at = [place(after, "input", "", "")];
  const pointers = { oldPointer: `${before.pointer}/servers`, newPointer: `${after.pointer}/servers` };
  const details = { before: [...left], after: [...right], ...pointers };
  if (lost.length > 0) context.add("server-changed", `${callOf(after)} is no longer served by ${lost.join(", ")}`, at, details);
  if (gained.length > 0) context.add("server-added", `${callOf(after)} is served by ${gained.join(", ")} now`, at, details);
}

/** Every address of a list of servers: with the defaults of its variables, and in turn with each of their other values. */
function serversOf(servers: Json | undefined): readonly string[] {
  const addresses = objectsOf(servers).flatMap((server) => {
    const variables = objectMember(server, "variables");
    const others = Object.entries(variables).flatMap(([name, variable]) =>
      stringsOf(member(variable, "enum")).map((value) => ({ ...variables, [name]: { default: value } })),
    );
    return [variables, ...others].map((filled) => serverAddress(withMembers(server, { variables: filled })));
  });
  return [...new Set(addresses)];
}
