import { listMember, member, stringMember } from "../../../document/json.ts";
import { eachNode, listOperations, serverAddress } from "../../../document/nodes.ts";
import { chooseServer, readServers } from "../../../model/server.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

/** Every statement of `vendor.yaml` about the API is in the API's own document too. */
export const vendorMatchesSpec: LintRule = (document, { baseUrl, clientParameters }) => {
  const findings: Finding[] = [];
  const known = listMember(document, "servers").map((server) => serverAddress(server));
  // An address without a host does not say where the API is, but says where its paths begin.
  const isBase = (url: string): boolean =>
    /^https?:/i.test(url) ? url === baseUrl : baseUrl.endsWith(url.replace(/^\.?\//, ""));
  if (known.length > 0 && !known.some(isBase)) {
    findings.push({
      severity: "error",
      pointer: "#/servers",
      message: `vendor.yaml has the base URL ${baseUrl}, the pages have ${known.join(", ")}`,
      fix: "set baseUrl to the server that clients should call",
    });
  }
  const general = readServers(document["servers"]);
  for (const { path, method, operation, pointer } of listOperations(document)) {
    const servers = operation["servers"] ?? member(member(document["paths"], path), "servers");
    const own = readServers(servers);
    const urls = own.map(({ addresses: [address = ""] }) => address);
    // If the client has an address for it, the operation is called there.
    if (own.length === 0 || urls.some(isBase) || chooseServer(own, general) !== undefined) continue;
    findings.push({
      severity: "warning",
      pointer,
      message: `${method.toUpperCase()} ${path} is served by ${urls.join(", ")}, and the client calls ${baseUrl}`,
      fix: "remove the operation with an overlay, or make it a vendor of its own",
    });
  }
  const names = new Set<string | undefined>();
  eachNode(document, (node, kind) => {
    if (kind === "parameter") names.add(stringMember(node, "name"));
  });
  for (const name of clientParameters.filter((parameter) => !names.has(parameter))) {
    findings.push({
      severity: "error",
      pointer: "#/paths",
      message: `vendor.yaml lists the client parameter “${name}”, which no operation has`,
      fix: "remove it from clientParameters",
    });
  }
  return findings;
};
