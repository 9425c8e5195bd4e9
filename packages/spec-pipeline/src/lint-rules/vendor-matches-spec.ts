import { listMember, stringMember } from "../json.ts";
import { eachNode, serverAddress } from "../openapi-shape.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

/** What `vendor.yaml` states about the API is in the API's own document too. */
export const vendorMatchesSpec: LintRule = (document, { baseUrl, clientParameters }) => {
  const findings: Finding[] = [];
  const urls = listMember(document, "servers").map((server) => serverAddress(server));
  // An address without a host leaves it open where the API is, but not where it begins there.
  const matches = urls.some((url) => (/^https?:/i.test(url) ? url === baseUrl : baseUrl.endsWith(url.replace(/^\.?\//, ""))));
  if (urls.length > 0 && !matches) {
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
