import { stringify } from "yaml";
import { isObject, listMember, objectMember, type JsonObject } from "../document/json.ts";
import { listOperations } from "../document/nodes.ts";

/** The scheme that `--auth` names: `bearer`, `basic`, `http:SCHEME` or `header:NAME`. Undefined if it names none. */
export function readAuthentication(given: string): JsonObject | undefined {
  if (given === "bearer" || given === "basic") return { type: "http", scheme: given };
  const [, kind, name = ""] = /^(header|http):([\w!#$%&'*+.^`|~-]+)$/.exec(given) ?? [];
  if (kind === "http") return { type: "http", scheme: name };
  return kind === undefined ? undefined : { type: "apiKey", in: "header", name };
}

/** The security schemes of documents: those that they define, and those that they demand without a definition. */
export function listSchemes(documents: readonly JsonObject[]): {
  readonly defined: readonly string[];
  readonly missing: readonly string[];
} {
  const defined = documents.flatMap((document) =>
    Object.keys(objectMember(objectMember(document, "components"), "securitySchemes")),
  );
  const asked = documents
    .flatMap((document) => [document, ...listOperations(document).map(({ operation }) => operation)])
    .flatMap((node) => listMember(node, "security"))
    .flatMap((requirement) => Object.keys(isObject(requirement) ? requirement : {}));
  return { defined, missing: [...new Set(asked)].filter((name) => !defined.includes(name)).toSorted() };
}

/** An overlay that defines the missing schemes. If none is missing, it defines one that every operation demands. */
export function authenticationOverlay(given: string, missing: readonly string[]): string {
  const names = missing.length > 0 ? missing : ["auth"];
  const components = { securitySchemes: Object.fromEntries(names.map((name) => [name, readAuthentication(given)])) };
  const update = missing.length > 0 ? { components } : { components, security: [{ auth: [] }] };
  const what = missing.length > 0 ? `asks for ${missing.join(", ")} and does not define it` : "names no credential";
  return stringify(
    {
      overlay: "1.0.0",
      info: { title: "Name the credential", version: "1.0.0" },
      actions: [{ target: "$", description: `The document ${what}. The vendor was added with --auth ${given}.`, update }],
    },
    { lineWidth: 0 },
  );
}
