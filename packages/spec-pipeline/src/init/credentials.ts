import { objectMember, stringMember, type JsonObject } from "../document/json.ts";
import { readSecuritySchemes } from "../model/security.ts";
import { plainWords } from "../print/plain-words.ts";
import { camelCase, upperSnakeCase } from "./client-names.ts";
import { freeName, TAKEN_NAMES } from "./free-name.ts";

/** An option of the client for a secret, or for a part of one. */
export interface SecretOption {
  readonly name: string;
  /** The environment variable, without the vendor's prefix. */
  readonly variable: string;
  readonly comment: string;
  /** Whether it may be a function that returns a token. */
  readonly isToken: boolean;
}

/** One security scheme of the document, and how the client satisfies it. */
export interface SchemeCredential extends SchemeForm {
  /** Name in the document. */
  readonly scheme: string;
  /**
   * The options it takes, by form: one secret; user and password; token, client id, client secret, scope and token address. Empty if the
   * client cannot send it.
   */
  readonly options: readonly SecretOption[];
}

interface SchemeForm {
  readonly kind: "apiKey" | "basic" | "bearer" | "clientCredentials" | "unsupported";
  /** The place of an API key. */
  readonly place: "cookie" | "header" | "query";
  /** The name of the header, in lower case, or of the parameter or cookie. */
  readonly name: string;
  /** The word before an API key in the header `Authorization`. Empty if there is none. */
  readonly prefix: string;
  /** The address at which OAuth 2 gives out tokens for client credentials. */
  readonly tokenUrl: string;
  /** The document's demand, if the client cannot satisfy it. */
  readonly wanted: string;
}

/** The credentials of a bundled document, by scheme, in its order. Options with equal names are called after their schemes. */
export function readCredentials(document: JsonObject, taken: readonly string[] = []): readonly SchemeCredential[] {
  const schemes = Object.entries(readSecuritySchemes(document)).map(([scheme, definition]) => ({
    scheme,
    ...formOf(definition),
  }));
  const used = new Set([...TAKEN_NAMES, ...taken]);
  const take = (wish: string): string => {
    const name = freeName(wish, used);
    used.add(name);
    return name;
  };
  return schemes.map((form): SchemeCredential => {
    const { scheme, kind } = form;
    if (kind === "unsupported") return { ...form, options: [] };
    const usual = USUAL_NAMES[kind];
    const isShared = schemes.some((other) => other.scheme !== scheme && USUAL_NAMES[other.kind] === usual);
    const wish = isShared || used.has(usual) ? (camelCase(scheme) ?? usual) : usual;
    const name = take(used.has(wish) ? `${wish}Secret` : wish);
    const belonging = (plain: string, part: string): string => take(name === usual ? plain : `${name}${part}`);
    const asked = "A function is called before each request, and once more after a 401.";
    switch (kind) {
      case "apiKey":
        return { ...form, options: [option(name, sentAs(form))] };
      case "basic": {
        const password = belonging("password", "Password");
        return {
          ...form,
          options: [
            option(name, "Sent with the password as `Authorization: Basic`."),
            option(password, `Belongs to \`${name}\`. It may be left out if it is empty.`),
          ],
        };
      }
      case "bearer":
        return { ...form, options: [option(name, `Sent as \`Authorization: Bearer\`. ${asked}`, true)] };
      default: {
        const clientId = belonging("clientId", "ClientId");
        return {
          ...form,
          options: [
            option(name, `Sent as \`Authorization: Bearer\`, instead of one that \`${clientId}\` gets. ${asked}`, true),
            option(clientId, "Gets tokens by OAuth 2 client credentials, with the secret that belongs to it."),
            option(belonging("clientSecret", "ClientSecret"), `Belongs to \`${clientId}\`.`),
            option(belonging("scope", "Scope"), `Scopes that \`${clientId}\` asks for, separated by spaces.`),
            option(belonging("tokenUrl", "TokenUrl"), `Where \`${clientId}\` gets tokens, if that is not the API's own address.`),
          ],
        };
      }
    }
  });
}

function option(name: string, comment: string, isToken = false): SecretOption {
  return { name, variable: upperSnakeCase(name), comment, isToken };
}

const USUAL_NAMES: Readonly<Record<SchemeForm["kind"], string>> = {
  apiKey: "apiKey",
  basic: "username",
  bearer: "accessToken",
  clientCredentials: "accessToken",
  unsupported: "",
};

function sentAs({ place, name, prefix }: SchemeForm): string {
  if (prefix !== "") return `Sent as \`Authorization: ${prefix}\`.`;
  const sent = SENT_IN[place](name);
  return place === "header" && name === "authorization"
    ? `${sent} A scheme before the key, as in \`Token KEY\`, is a part of it.`
    : sent;
}

const SENT_IN: Readonly<Record<SchemeForm["place"], (name: string) => string>> = {
  header: (name) => `Sent as \`${name}\`.`,
  query: (name) => `Sent as \`${name}\` in the query.`,
  cookie: (name) => `Sent as the cookie \`${name}\`, which a browser lets no program set.`,
};

const PLAIN: SchemeForm = { kind: "unsupported", place: "header", name: "authorization", prefix: "", tokenUrl: "", wanted: "" };
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** HTTP schemes whose value is made for each request, or by the platform. */
const SIGNED: ReadonlySet<string> = new Set(
  "digest dpop gnap hawk hoba mutual negotiate ntlm oauth privatetoken scram-sha-1 scram-sha-256 signature vapid aws4-hmac-sha256".split(
    " ",
  ),
);

function formOf(definition: JsonObject): SchemeForm {
  const type = stringMember(definition, "type") ?? "";
  const scheme = stringMember(definition, "scheme")?.toLowerCase();
  if (plainWords(type) === "") return unsupported("a credential of no known kind");
  if (type === "http" && scheme === "basic") return { ...PLAIN, kind: "basic" };
  if (type === "oauth2") {
    const flow = objectMember(objectMember(definition, "flows"), "clientCredentials");
    const tokenUrl = stringMember(flow, "tokenUrl") ?? "";
    return { ...PLAIN, kind: tokenUrl === "" ? "bearer" : "clientCredentials", tokenUrl };
  }
  if ((type === "http" && scheme === "bearer") || type === "openIdConnect") return { ...PLAIN, kind: "bearer" };
  const given = stringMember(definition, "scheme")?.trim() ?? "";
  if (type === "http" && TOKEN.test(given) && !SIGNED.has(given.toLowerCase()))
    return { ...PLAIN, kind: "apiKey", prefix: given };
  if (type !== "apiKey") return unsupported(type === "http" ? `HTTP ${scheme ?? "authentication"}` : type);
  const place = stringMember(definition, "in");
  const name = stringMember(definition, "name") ?? "";
  if (place === "query" && plainWords(name) !== "") return { ...PLAIN, kind: "apiKey", place, name };
  if (place !== "header" && place !== "cookie") return unsupported("an API key in no known place");
  if (!TOKEN.test(name)) return unsupported(`an API key in a ${place} that cannot be called ${JSON.stringify(name)}`);
  return { ...PLAIN, kind: "apiKey", place, name: place === "header" ? name.toLowerCase() : name };
}

function unsupported(wanted: string): SchemeForm {
  return { ...PLAIN, wanted };
}
