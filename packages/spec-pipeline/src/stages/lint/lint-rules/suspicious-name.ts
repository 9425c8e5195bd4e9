import { escapePointer, isObject, listMember, member, objectMember, stringMember, type Json } from "../../../document/json.ts";
import { eachNode, type NodeKind } from "../../../document/nodes.ts";
import { visibleText } from "../../../print/visible-text.ts";
import type { Finding, LintRule } from "./lint-rule.ts";

interface Name {
  readonly text: string;
  readonly pointer: string;
}

/** Members of a node whose keys are names. */
const MAPS: Partial<Record<NodeKind, readonly string[]>> = {
  document: ["paths", "webhooks"],
  components: ["schemas", "parameters", "responses", "requestBodies", "headers", "securitySchemes"],
  schema: ["properties"],
};
/** Members of any node that are names or addresses. */
const NAMES = ["operationId", "name"];
const ADDRESSES = [
  "url",
  "authorizationUrl",
  "tokenUrl",
  "refreshUrl",
  "deviceAuthorizationUrl",
  "openIdConnectUrl",
  "termsOfService",
];

/** Names, addresses and hosts that look like others: invisible characters, letters of several scripts, a host beyond ASCII. */
export const suspiciousName: LintRule = (document) => {
  const findings: Finding[] = [];
  const warn = ({ text, pointer }: Name, what: string): void => {
    const message = `${visibleText(JSON.stringify(text))} ${what}`;
    findings.push({
      severity: "warning",
      pointer,
      message,
      fix: "compare it with the vendor's site, and write it plainly with an overlay",
    });
  };
  const lookAtName = (name: Name): void => {
    const what = suspicionOf(name.text);
    if (what !== undefined) warn(name, what);
  };
  const lookAtAddress = (address: Name): void => {
    lookAtName(address);
    const what = suspicionOfAddress(address.text);
    if (what !== undefined) warn(address, what);
  };
  eachNode(document, (node, kind, pointer) => {
    for (const map of MAPS[kind] ?? [])
      for (const text of Object.keys(objectMember(node, map)))
        lookAtName({ text, pointer: `${pointer}/${map}/${escapePointer(text)}` });
    for (const { key, text } of textsOf(node, NAMES)) lookAtName({ text, pointer: `${pointer}/${key}` });
  });
  for (const { text, pointer } of addressesIn(document)) lookAtAddress({ text, pointer });
  return findings;
};

function textsOf(node: Json, keys: readonly string[]): readonly { readonly key: string; readonly text: string }[] {
  return keys.flatMap((key) => {
    const text = stringMember(node, key);
    return text === undefined ? [] : [{ key, text }];
  });
}

/** Addresses of servers, tokens and documentation. */
function addressesIn(document: Json): readonly Name[] {
  const info = member(document, "info");
  const owners: [string, Json | undefined][] = [
    ["#/info", info],
    ["#/info/contact", member(info, "contact")],
    ["#/info/license", member(info, "license")],
    ["#/externalDocs", member(document, "externalDocs")],
    ...listMember(document, "servers").map((server, index): [string, Json] => [`#/servers/${index}`, server]),
    ...listMember(document, "tags").map((tag, index): [string, Json | undefined] => [
      `#/tags/${index}/externalDocs`,
      member(tag, "externalDocs"),
    ]),
  ];
  for (const [path, item] of Object.entries(objectMember(document, "paths"))) {
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      const at = `#/paths/${escapePointer(path)}/${method}`;
      owners.push([`${at}/externalDocs`, member(operation, "externalDocs")]);
      for (const [index, server] of listMember(operation, "servers").entries()) owners.push([`${at}/servers/${index}`, server]);
    }
  }
  for (const [name, scheme] of Object.entries(objectMember(member(document, "components"), "securitySchemes"))) {
    const at = `#/components/securitySchemes/${escapePointer(name)}`;
    owners.push([at, scheme]);
    for (const [flow, value] of Object.entries(objectMember(scheme, "flows"))) owners.push([`${at}/flows/${flow}`, value]);
  }
  return owners.flatMap(([at, owner]) =>
    textsOf(owner ?? null, ADDRESSES).map(({ key, text }) => ({ text, pointer: `${at}/${key}` })),
  );
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;
/** Scripts with letters that look like Latin ones. */
const LOOK_ALIKE =
  /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Armenian}|\p{Script=Cherokee}|[\uff01-\uff5e]|[\u{1d400}-\u{1d7ff}]/u;

function suspicionOf(text: string): string | undefined {
  if (UNSEEN.test(text)) return "has an invisible character";
  const mixed = text.split(/[^\p{L}\p{M}]+/u).some((word) => LOOK_ALIKE.test(word) && /\p{Script=Latin}/u.test(word));
  return mixed ? "mixes letters of several scripts, which look alike" : undefined;
}

function suspicionOfAddress(text: string): string | undefined {
  const [, scheme, rest] = /^([A-Za-z][A-Za-z\d+.-]*):(.*)$/s.exec(text) ?? [];
  if (scheme !== undefined && rest !== undefined && !/^\d/.test(rest) && !/^https?$/i.test(scheme))
    return "is not an http or https address";
  const [, authority = ""] = /^https?:\/\/([^/?#]*)/i.exec(text) ?? [];
  if (authority.includes("@")) return "has something before its host, which may be taken for the host";
  if (/[^!-~]/.test(authority) || /(?:^|\.)xn--/i.test(authority)) return "has a host that may look like another one";
  return undefined;
}
