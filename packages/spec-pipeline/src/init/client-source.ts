import { objectKey, stringLiteral } from "../source/source-text.ts";
import { camelCase, upperSnakeCase, type ClientNames } from "./client-names.ts";
import type { SchemeCredential, SecretOption } from "./credentials.ts";

/** What the sources of a client are made of. */
export interface ClientFacts {
  readonly names: ClientNames;
  readonly baseUrl: string;
  readonly credentials: readonly SchemeCredential[];
  /** Path parameters that the client fills in. */
  readonly clientParameters: readonly string[];
  readonly hasStreams: boolean;
}

/** Options that hold what the client fills into paths. */
export function parameterOptions(clientParameters: readonly string[]): readonly { parameter: string; option: string }[] {
  return clientParameters.map((parameter) => ({ parameter, option: camelCase(parameter) ?? parameter }));
}

export function clientSource(facts: ClientFacts): string {
  const { names, credentials, clientParameters, hasStreams } = facts;
  const { type } = names;
  const hasParameters = clientParameters.length > 0;
  const imports = [
    ...(hasParameters ? ["resolveParameters"] : []),
    `type ${type}ClientOptions`,
    ...(credentials.length > 0 ? ["resolveCredentials"] : []),
  ].toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1));
  const help = credentialHelp(facts);
  const silent = credentials.filter(({ kind }) => kind === "unsupported").map(({ scheme }) => stringLiteral(scheme));
  const settings = [
    "client: { name: manifest.name, version: manifest.version },",
    `baseUrl: readEnvironment("${names.environment}BASE_URL") ?? ${stringLiteral(facts.baseUrl)},`,
    credentials.length > 0 ? "credentials: resolveCredentials(options)," : "credentials: {},",
    ...(silent.length > 0 ? [`publicSchemes: [${silent.join(", ")}],`] : []),
    ...(help === "" ? [] : [setting("credentialHelp", stringLiteral(help))]),
    ...(hasParameters ? ["pathParameters: resolveParameters(options),"] : []),
    "options,",
    ...(hasStreams ? ['events: lazyEvents(() => import("@specloom/client-runtime/events")),'] : []),
  ];
  return `import { type Call, createCall, ${hasStreams ? "lazyEvents, " : ""}readEnvironment } from "@specloom/client-runtime";
import manifest from "../package.json" with { type: "json" };
import { operations, type Operations } from "./generated/operations.gen.ts";
import ${imports.length === 1 ? `type { ${type}ClientOptions }` : `{ ${imports.join(", ")} }`} from "./options.ts";

export interface ${type}Client {
  /**
   * Calls any operation of the API by its id, with the API's own shapes.
   *
   * @throws {ApiError} not a 2xx answer.
   */
  readonly call: Call<Operations>;
}

/**
 * Makes a client of the API.
 *
 * @throws {ConfigurationError} an option is wrong${credentials.length > 0 ? "; a secret in a browser" : ""}.
 */
export function create${type}Client(options: ${type}ClientOptions = {}): ${type}Client {
  const call = createCall<Operations>(operations, {
${settings.map((line) => `    ${line}\n`).join("")}  });
  return { call };
}
`;
}

/** A setting on one line where it fits, as the formatter has it. */
function setting(name: string, value: string): string {
  const line = `${name}: ${value},`;
  return line.length + 4 <= MAX_COLUMNS ? line : `${name}:\n      ${value},`;
}

const MAX_COLUMNS = 130;

function bare(name: string): string {
  return name.replace("type ", "").toLowerCase();
}

/** How a missing credential is given, in words; empty where the client takes none. */
export function credentialHelp({ names, credentials }: ClientFacts): string {
  const options = credentials.flatMap(({ options: [first] }) => (first ? [first] : []));
  if (options.length === 0) return "";
  const words = options.map(({ name, variable }) => `${name} (${names.environment}${variable})`);
  return `given as ${words.join(" or ")}`;
}

export function optionsSource({ names, credentials, clientParameters }: ClientFacts): string {
  const secrets = credentials.flatMap(({ options }) => options);
  const parameters = parameterOptions(clientParameters);
  const fields = [
    ...parameters.map(({ parameter, option }) => ({
      name: option,
      variable: upperSnakeCase(option),
      comment: `Fills in \`${parameter}\`, where a call does not give it.`,
    })),
    ...secrets,
  ];
  const options =
    fields.length === 0
      ? `/** What a client can be given. */\nexport type ${names.type}ClientOptions = ClientOptions;\n`
      : `/** What a client can be given. What is left out is read from the environment. */
export interface ${names.type}ClientOptions extends ClientOptions {
${fields.map((field) => optionField(field, names)).join("")}}
`;
  const isUsed = { secrets: secrets.length > 0, schemes: credentials.length > 0, parameters: parameters.length > 0 };
  const imports = [
    ...(isUsed.secrets ? ["checkSecret"] : []),
    "type ClientOptions",
    ...(isUsed.schemes ? ["type Credentials"] : []),
    ...(fields.length > 0 ? ["readEnvironment"] : []),
  ];
  return [
    `import ${fields.length === 0 && !isUsed.schemes ? "type { ClientOptions }" : `{ ${imports.join(", ")} }`} from "@specloom/client-runtime";\n`,
    options,
    ...(isUsed.schemes ? [credentialsSource(names, credentials)] : []),
    ...(isUsed.parameters ? [parametersSource(names, parameters)] : []),
    ...(isUsed.secrets ? [SECRET_SOURCE] : []),
  ].join("\n");
}

function optionField({ name, variable, comment }: SecretOption, { environment }: ClientNames): string {
  return `  /**
   * ${comment}
   * @default the environment variable ${environment}${variable}
   */
  readonly ${name}?: string | undefined;
`;
}

function credentialsSource(names: ClientNames, credentials: readonly SchemeCredential[]): string {
  const secrets = credentials.flatMap(({ options }) => options);
  const constants = secrets.map(
    ({ name, variable }) => `  const ${name} = secret("${name}", options.${name}, "${names.environment}${variable}");\n`,
  );
  const members = credentials.map((credential) => `    ${objectKey(credential.scheme)}: ${credentialMember(credential)},\n`);
  const argument = secrets.length > 0 ? `options: ${names.type}ClientOptions` : `_options: ${names.type}ClientOptions`;
  return `/** What each security scheme of the API adds to a request. @throws {ConfigurationError} a secret that cannot be a header. */
export function resolveCredentials(${argument}): Credentials {
${constants.join("")}  return {
${members.join("")}  };
}
`;
}

function credentialMember({ kind, header, options: [first, second], wanted }: SchemeCredential): string {
  if (!first) return `() => ({}) /* ${wanted}: not sent by this client; a \`fetch\` of your own can add it */`;
  const given = `${first.name} === undefined ? undefined : () => `;
  if (kind === "bearer") return `${given}({ authorization: \`Bearer \${${first.name}}\` })`;
  if (kind === "header") return `${given}({ ${objectKey(header)}: ${first.name} })`;
  return `${given}({ authorization: \`Basic \${btoa(\`\${${first.name}}:\${${second?.name ?? '""'} ?? ""}\`)}\` })`;
}

function parametersSource(names: ClientNames, parameters: ReturnType<typeof parameterOptions>): string {
  const members = parameters.map(
    ({ parameter, option }) =>
      `    ...filled(${stringLiteral(parameter)}, options.${option} ?? readEnvironment("${names.environment}${upperSnakeCase(option)}")),\n`,
  );
  return `/** What the client fills into paths. */
export function resolveParameters(options: ${names.type}ClientOptions): Readonly<Record<string, string>> {
  return {
${members.join("")}  };
}

function filled(parameter: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [parameter]: value };
}
`;
}

const SECRET_SOURCE = `function secret(option: string, given: string | undefined, variable: string): string | undefined {
  const value = given ?? readEnvironment(variable);
  return value === undefined ? undefined : checkSecret(option, value);
}
`;

export function indexSource({ type }: ClientNames): string {
  return `export {
  ApiError,
  CallError,
  type CallLimits,
  ConfigurationError,
  ConnectionError,
  type Fetch,
  type HookEvent,
  isApiError,
  isCallError,
  isConfigurationError,
  isConnectionError,
  isResponseError,
  isTimeoutError,
  type RequestOptions,
  ResponseError,
  TimeoutError,
} from "@specloom/client-runtime";
export { create${type}Client, type ${type}Client } from "./client.ts";
export type { Operations } from "./generated/operations.gen.ts";
export type { components } from "./generated/schema.gen.ts";
export type { ${type}ClientOptions } from "./options.ts";
`;
}

export function validatorsSource({ type }: ClientNames): string {
  return `/**
 * Checks for every answer of the API, generated from its spec. Give them to a client as \`validate\`; where they are not imported they cost nothing.
 *
 * @example create${type}Client({ validate: outputValidators })
 */
export { outputValidators } from "./generated/validators.gen.ts";
`;
}
