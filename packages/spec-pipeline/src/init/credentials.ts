import { objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { camelCase, upperSnakeCase } from "./client-names.ts";
import { freeName, TAKEN_NAMES } from "./free-name.ts";
import { plainWords } from "../print/plain-words.ts";

/** An option of the client that holds a secret, or a part of one. */
export interface SecretOption {
  readonly name: string;
  /** Environment variable, without the vendor's prefix. */
  readonly variable: string;
  readonly comment: string;
}

/** One security scheme of the document, and how the client satisfies it. */
export interface SchemeCredential {
  /** Name in the document. */
  readonly scheme: string;
  /** What it takes: one secret, user and password, or nothing where the client cannot send it. */
  readonly options: readonly SecretOption[];
  readonly kind: "header" | "bearer" | "basic" | "unsupported";
  /** Header that carries the secret, in lower case. */
  readonly header: string;
  /** What the document asks for, where the client cannot do it. */
  readonly wanted: string;
}

/** The credentials of a bundled document, by scheme, in its order. Options that would be called the same are called after their schemes. */
export function readCredentials(document: JsonObject, taken: readonly string[] = []): readonly SchemeCredential[] {
  const schemes = Object.entries(objectMember(objectMember(document, "components"), "securitySchemes")).map(
    ([scheme, definition]) => ({ scheme, ...readScheme(definition) }),
  );
  const used = new Set([...TAKEN_NAMES, ...taken]);
  return schemes.map(({ scheme, kind, header, wanted, option }) => {
    const isShared = schemes.some((other) => other.scheme !== scheme && other.option === option);
    const wish = isShared || used.has(option) ? (camelCase(scheme) ?? option) : option;
    const name = freeName(used.has(wish) ? `${wish}Secret` : wish, used);
    if (kind === "unsupported") return { scheme, kind, header, wanted, options: [] };
    used.add(name);
    if (kind !== "basic") {
      const comment = kind === "bearer" ? "Sent as `Authorization: Bearer`." : `Sent as \`${header}\`.`;
      return { scheme, kind, header, wanted, options: [{ name, variable: upperSnakeCase(name), comment }] };
    }
    const password = freeName(name === "username" ? "password" : `${name}Password`, used);
    used.add(password);
    return {
      scheme,
      kind,
      header,
      wanted,
      options: [
        { name, variable: upperSnakeCase(name), comment: "Sent with the password as `Authorization: Basic`." },
        {
          name: password,
          variable: upperSnakeCase(password),
          comment: `Belongs to \`${name}\`; may be left out where it is empty.`,
        },
      ],
    };
  });
}

function readScheme(definition: Json): Pick<SchemeCredential, "kind" | "header" | "wanted"> & { readonly option: string } {
  const type = stringMember(definition, "type") ?? "";
  const scheme = stringMember(definition, "scheme")?.toLowerCase();
  const place = stringMember(definition, "in");
  const header = stringMember(definition, "name")?.toLowerCase() ?? "";
  if (plainWords(type) === "") return unsupported("a credential of no known kind");
  if (type === "http" && scheme === "basic") return { kind: "basic", header: "authorization", wanted: "", option: "username" };
  if ((type === "http" && scheme === "bearer") || type === "oauth2" || type === "openIdConnect") {
    return { kind: "bearer", header: "authorization", wanted: "", option: "accessToken" };
  }
  if (type !== "apiKey") return unsupported(type === "http" ? `HTTP ${scheme ?? "authentication"}` : type);
  if (place !== "header") return unsupported(`an API key in ${place === "cookie" ? "a cookie" : "the query"}`);
  return /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(header)
    ? { kind: "header", header, wanted: "", option: "apiKey" }
    : unsupported(`an API key in a header that cannot be called ${JSON.stringify(header)}`);
}

function unsupported(wanted: string): ReturnType<typeof readScheme> {
  return { kind: "unsupported", header: "", wanted, option: "" };
}
