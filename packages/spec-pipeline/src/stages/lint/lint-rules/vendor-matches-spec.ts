import { listMember, member, objectMember, stringMember } from "../../../document/json.ts";
import { eachNode, listOperations, serverAddress } from "../../../document/nodes.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

/** What `vendor.yaml` states about the API is in the API's own document too. */
export const vendorMatchesSpec: LintRule = (document, { baseUrl, clientParameters }) => {
  const findings: Finding[] = [];
  const urls = listMember(document, "servers").map((server) => serverAddress(server));
  // An address without a host leaves it open where the API is, but not where it begins there.
  const isBase = (url: string): boolean =>
    /^https?:/i.test(url) ? url === baseUrl : baseUrl.endsWith(url.replace(/^\.?\//, ""));
  if (urls.length > 0 && !urls.some(isBase)) {
    findings.push({
      severity: "error",
      pointer: "#/servers",
      message: `vendor.yaml has the base URL ${baseUrl}, the pages have ${urls.join(", ")}`,
      fix: "set baseUrl to the server that clients should call",
    });
  }
  for (const { path, method, operation, pointer } of listOperations(document)) {
    const shared = member(objectMember(document, "paths"), path);
    const own = listMember(operation["servers"] === undefined ? shared : operation, "servers").map(serverAddress);
    if (own.length === 0 || own.some(isBase)) continue;
    findings.push({
      severity: "warning",
      pointer,
      message: `${method.toUpperCase()} ${path} is served by ${own.join(", ")}, and the client calls ${baseUrl}`,
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
      fix: "take it out of clientParameters",
    });
  }
  return findings;
};
