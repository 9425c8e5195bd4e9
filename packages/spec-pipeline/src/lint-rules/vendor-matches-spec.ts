import { isList, member, stringMember } from "../json.ts";
import { eachNode } from "../openapi-shape.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

/** What `vendor.yaml` states about the API is in the API's own document too. */
export const vendorMatchesSpec: LintRule = (document, { baseUrl, clientParameters }) => {
  const findings: Finding[] = [];
  const servers = member(document, "servers");
  const urls = (isList(servers) ? servers : []).map((server) => stringMember(server, "url")?.replace(/\/+$/, ""));
  if (urls.length > 0 && !urls.includes(baseUrl)) {
    findings.push({
      severity: "error",
      pointer: "#/servers",
      message: `vendor.yaml has the base URL ${baseUrl}, the pages have ${urls.join(", ")}`,
      fix: "set baseUrl to the server that clients should call",
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
