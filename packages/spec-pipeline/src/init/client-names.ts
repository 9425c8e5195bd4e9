/** The names of a new vendor's parts, all from the one given name. */
export interface ClientNames {
  /** Folder below `specs/`. */
  readonly vendor: string;
  /** The npm package, and its folder below `packages/`. */
  readonly package: string;
  /** Part of the names of types and factories: `createAcmeClient`. */
  readonly type: string;
  /** The name of an instance in examples. */
  readonly variable: string;
  /** Prefix of the environment variables: `ACME_`. */
  readonly environment: string;
}

/** npm takes names up to 214 characters, and the package's name has an ending. */
const MAX_CHARACTERS = 200;

/** The reason against a name, in words. Undefined if it is fine. */
export function faultOfName(name: string): string | undefined {
  if (name.length > MAX_CHARACTERS) return `a name has at most ${MAX_CHARACTERS} characters`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    return "a name is lower-case letters and digits, in words joined by hyphens, and starts with a letter: acme or acme-mail";
  }
  return name.endsWith("-client") ? "the ending -client is added by itself" : undefined;
}

export function clientNames(vendor: string): ClientNames {
  const type = vendor
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
  const variable = type.slice(0, 1).toLowerCase() + type.slice(1);
  return {
    vendor,
    package: `${vendor}-client`,
    type,
    variable: RESERVED.has(variable) ? `${variable}Client` : variable,
    environment: `${vendor.replaceAll("-", "_").toUpperCase()}_`,
  };
}

/** Words that no variable may have, and names that the examples use themselves. */
export const RESERVED: ReadonlySet<string> = new Set(
  "await break case catch class const continue debugger default delete do else enum error export extends false finally for function if implements import in instanceof interface let new null operations package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/** `tenant_alias`, `HTTPBearer` or `Api-Key` as a name in camelCase. Undefined if nothing is left. */
export function camelCase(text: string): string | undefined {
  const words = text
    .replaceAll("OAuth", "Oauth")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  const name = words.map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join("");
  return /^[a-z]/.test(name) ? name : undefined;
}

/** `apiKey` as `API_KEY`. */
export function upperSnakeCase(camel: string): string {
  return camel.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}
