import { isStream } from "../model/documented-response.ts";
import {
  jsonLiteral,
  joinSource,
  objectKey,
  propertyKey,
  source,
  stringLiteral,
  type SourceText,
} from "../source/source-text.ts";
import type { ClientNames } from "./client-names.ts";
import type { ClientPlace } from "./client-place.ts";
import type { SchemeCredential, SecretOption } from "./credentials.ts";
import { fillTemplate, type Fillings } from "./fill-template.ts";
import type { ParameterOption } from "./parameter-options.ts";
import { readTemplate } from "./read-template.ts";
import type { OperationFacts, SampleCall } from "./sample-call.ts";
import type { ServerOption, VariableServer, VariableServers } from "./server-options.ts";
import { ownCompilerOptions } from "./workspace-files.ts";

/** The parts of a new client. */
export interface ClientFacts {
  readonly names: ClientNames;
  readonly place: ClientPlace;
  /** The name of the API in a sentence. */
  readonly title: string;
  readonly baseUrl: string;
  /** Addresses with variables. The variables are options. */
  readonly servers: VariableServers;
  readonly credentials: readonly SchemeCredential[];
  /** Options for path parameters that the client fills in. */
  readonly parameters: readonly ParameterOption[];
  readonly operations: OperationFacts;
  /** Whether responses for a mock are generated. */
  readonly hasMock: boolean;
}

/** The surroundings that the files of a client depend on. */
export interface ClientSurroundings {
  /** Our own workspace has its tools at the root. */
  readonly isHouse: boolean;
  /** The root has a `tsconfig.base.json` that was laid out with its first client. */
  readonly sharesBase: boolean;
}

/**
 * The files of a new client by their path from the workspace's root, without its licence, manifest and generated code. A folder of an
 * application has the sources only.
 */
export function clientFiles(facts: ClientFacts, { isHouse, sharesBase }: ClientSurroundings): ReadonlyMap<string, string> {
  const { names, place, credentials, operations } = facts;
  const type = { name: names.type };
  const faults = { text: credentials.length > 0 ? "an option is wrong; a secret in a browser" : "an option is wrong" };
  const [secret] = credentials.flatMap(({ options }) => options);
  const own: Readonly<Record<string, Fillings>> = {
    "README.md": readmeFillings(facts),
    "src/call-settings.ts": settingsFillings(facts),
    "src/client.ts": { type, faults },
    ...(place.isPackage && { "src/command.ts": commandFillings(facts) }),
    "src/index.ts": { type },
    "src/is-api-error.ts": {},
    "src/openapi-fetch.ts": { type, faults, ...fetchFillings(facts) },
    "src/options.ts": optionsFillings(facts),
    "src/resources.ts": { type, faults },
    "src/validators.ts": { type },
    "test/client.test.ts": callFillings("write", operations.write),
    "test/coverage.test.ts": {},
    "test/offline-client.ts": {
      type,
      servers: testServers(facts),
      option: offlineOptions(facts).map(({ name }) => ({ option: { name } })),
    },
    ...(sharesBase && { "tsconfig.json": {} }),
    ...(operations.hasWebhooks && { "src/webhooks.ts": {} }),
    ...(facts.hasMock && { "src/testing.ts": mockFillings(facts), "test/mock.test.ts": { type } }),
    ...(secret && {
      "test/options.test.ts": {
        type,
        environment: { name: names.environment },
        secret: { name: secret.name },
        variable: { name: secret.variable },
      },
    }),
  };
  const shared: Readonly<Record<string, Fillings>> = {
    "tsdown.config.ts": { entries: entriesOf(facts) },
    "vitest.config.ts": { package: stringLiteral(names.package) },
    ...(isHouse && { "turbo.json": { vendor: { name: names.vendor } } }),
  };
  const files = [
    ...fillAll("client", own),
    [`bin/${names.package}.mjs`, readTemplate("packages/client/bin/client.mjs")] as const,
    ...fillAll(isHouse ? "house-client" : "client", shared),
    ...(sharesBase ? [] : [["tsconfig.json", ownCompilerOptions()] as const]),
  ];
  if (place.isPackage) return new Map(files.map(([path, text]) => [`${place.folder}/${path}`, text]));
  const sources = files.filter(([path]) => path.startsWith("src/"));
  return new Map(sources.map(([path, text]) => [`${place.sources}/${path.slice("src/".length)}`, text]));
}

/** The addresses at which the mock responds: the API's own address, and those of other servers. */
function mockFillings(facts: ClientFacts): Fillings {
  const {
    names,
    baseUrl,
    operations: { servers },
  } = facts;
  const paths = [baseUrl, ...servers].flatMap((server) =>
    URL.canParse(server, baseUrl) ? [new URL(server, baseUrl).pathname.replace(/\/$/, "")] : [],
  );
  return {
    type: { name: names.type },
    environment: { name: names.environment },
    baseUrl: stringLiteral(baseUrl),
    basePaths: jsonLiteral([...new Set([...paths, ""])]),
    path: stringLiteral(paths[0] ?? ""),
    // The mock accepts any credential, but the client demands one.
    variable: offlineOptions(facts).map(({ variable }) => ({ variable: { name: variable } })),
  };
}

/** The sources of a client's entries, in the layout of a formatter. */
function entriesOf({ hasMock, operations: { hasWebhooks } }: ClientFacts): SourceText {
  const names = [
    "command",
    "index",
    "openapi-fetch",
    "resources",
    ...(hasMock ? ["testing"] : []),
    "validators",
    ...(hasWebhooks ? ["webhooks"] : []),
  ];
  const files = names.map((name) => `src/${name}.ts`);
  // The widest object that stays on one line. Our own has no other member beside it.
  return names.length < 7 ? jsonLiteral(files) : linesOf(files);
}

/** A list with a line for each entry. */
function linesOf(entries: readonly string[]): SourceText {
  return source`[\n${joinSource(
    entries.map((entry) => source`    ${stringLiteral(entry)},\n`),
    source``,
  )}  ]`;
}

function fillAll(folder: string, files: Readonly<Record<string, Fillings>>): readonly (readonly [string, string])[] {
  return Object.entries(files).map(([path, fillings]) => {
    const template = `packages/${folder}/${path}`;
    return [path, fillTemplate(template, readTemplate(template), fillings)];
  });
}

/** The options of a client that other clients do not have. */
function givenOptions({ parameters, credentials, servers }: ClientFacts): readonly GivenOption[] {
  const fillers = parameters.map(({ parameter, option, variable }) => ({
    name: option,
    variable,
    comment: `Fills in \`${parameter}\` if a call does not give it.`,
    isToken: false,
  }));
  const ofServers = variablesOf(servers).map((each) => ({
    name: each.option,
    variable: each.variable,
    comment: [each.description?.trim() ?? "", ...placesOf(each, servers)].filter((words) => words !== "").join(" "),
    isToken: false,
    ...(each.values.length > 0 && { values: each.values }),
    otherwise: each.default,
  }));
  return [...fillers, ...ofServers, ...credentials.flatMap(({ options }) => options)];
}

/** Each option once, even if several addresses have it. */
function variablesOf({ base, others }: VariableServers): readonly ServerOption[] {
  return [...new Set([...(base ? [base] : []), ...others].flatMap(({ options }) => options))];
}

/** The place of a variable, in sentences. */
function placesOf(option: ServerOption, { base, others }: VariableServers): readonly string[] {
  const own = base?.options.includes(option)
    ? [`Stands for \`{${option.name}}\` in the address of the API; \`baseUrl\` wins over it.`]
    : [];
  return [
    ...own,
    ...others
      .filter(({ options }) => options.includes(option))
      .map(({ url, address }) => `Stands in \`${url}\`; the entry \`${address}\` of \`servers\` wins over it.`),
  ];
}

interface GivenOption extends SecretOption {
  /** The allowed values. */
  readonly values?: readonly string[];
  /** The default without an option and an environment variable. */
  readonly otherwise?: string;
}

/** Every server of an operation's own, at the address of the test. */
function testServers({ operations: { servers } }: ClientFacts): SourceText | false {
  const entries = servers.map((server) => source`${stringLiteral(server)}: "https://api.example"`);
  return entries.length > 0 && source`{ ${joinSource(entries, source`, `)} }`;
}

/** The options of a client in a test. Each scheme has at most one, since others may name an address. */
function offlineOptions({
  parameters,
  credentials,
}: ClientFacts): readonly { readonly name: string; readonly variable: string }[] {
  return [
    ...parameters.map(({ option, variable }) => ({ name: option, variable })),
    ...credentials.flatMap(({ options }) => options.slice(0, 1)),
  ];
}

function settingsFillings(facts: ClientFacts): Fillings {
  const { names, place, baseUrl, servers, credentials, parameters } = facts;
  const resolvers = [
    ...(servers.base ? [source`resolveBaseUrl`] : []),
    ...(credentials.length > 0 ? [source`resolveCredentials`] : []),
    ...(parameters.length > 0 ? [source`resolveParameters`] : []),
    ...(servers.others.length > 0 ? [source`resolveServers`] : []),
  ];
  const help = credentialHelp(names, credentials);
  return {
    type: { name: names.type },
    environment: { name: names.environment },
    isPackage: place.isPackage,
    isFolder: !place.isPackage,
    clientName: place.isPackage ? source`manifest.name` : stringLiteral(names.package),
    clientVersion: place.isPackage ? source`manifest.version` : stringLiteral("0.0.0"),
    optionNames: optionNames(facts),
    imports: resolvers.length > 0 && joinSource([...resolvers, source`type ${propertyKey(names.type)}ClientOptions`], source`, `),
    resolvesNothing: resolvers.length === 0,
    baseUrl: servers.base ? source`resolveBaseUrl(options)` : stringLiteral(baseUrl),
    credentials:
      credentials.length > 0 ? source`resolveCredentials(${help === undefined ? source`` : source`options`})` : source`{}`,
    credentialHelp: help,
    hasParameters: parameters.length > 0,
    hasServers: servers.others.length > 0,
  };
}

function commandFillings(facts: ClientFacts): Fillings {
  const { names, credentials, hasMock } = facts;
  const secrets = new Set(credentials.flatMap(({ options }) => options).map(({ name }) => name));
  const given = givenOptions(facts);
  return {
    type: { name: names.type },
    environment: { name: names.environment },
    hasMock,
    hasVariables: given.length > 0,
    hasNoVariables: given.length === 0,
    variable: given.map(({ name, variable }) => ({
      variableName: { name: variable },
      variableOption: { name },
      isSecret: source`${secrets.has(name)}`,
    })),
  };
}

/** The names of the client's own options, in the layout of a formatter. */
function optionNames(facts: ClientFacts): SourceText {
  const names = givenOptions(facts).map(({ name }) => name);
  const line = jsonLiteral(names);
  if (line.length <= 96) return line;
  return linesOf(names);
}

function fetchFillings({ parameters }: ClientFacts): Fillings {
  const names = parameters.map(({ parameter }) => stringLiteral(parameter));
  return { filledIn: names.length > 0 ? source`, ${joinSource(names, source` | `)}` : source`` };
}

/**
 * The ways to give a missing credential, in words. Undefined if the client takes none. It is a template string, since formatters leave it
 * on its line at any length.
 */
function credentialHelp(names: ClientNames, credentials: readonly SchemeCredential[]): SourceText | undefined {
  const ways = credentials.flatMap(({ options: [option] }) =>
    option ? [source`${propertyKey(option.name)} (${propertyKey(names.environment + option.variable)})`] : [],
  );
  return ways.length === 0 ? undefined : source`\`given as ${joinSource(ways, source` or `)}\``;
}

function optionsFillings(facts: ClientFacts): Fillings {
  const { names, credentials, parameters, servers } = facts;
  const given = givenOptions(facts);
  const secrets = credentials.flatMap(({ options }) => options);
  const types = [
    ...(secrets.some(({ isToken }) => isToken) ? [source`AccessToken`] : []),
    source`ClientOptions`,
    ...(credentials.length > 0 ? [source`Credentials`] : []),
  ];
  const fills = variablesOf(servers).length > 0 ? [source`fillServer`] : [];
  const imports = [...makersOf(credentials), ...fills, ...types.map((type) => source`type ${type}`), source`readEnvironment`];
  const line = joinSource(imports, source`, `);
  // In the layout of a formatter.
  const hasManyImports = line.length > 80;
  return {
    type: { name: names.type },
    environment: { name: names.environment },
    imports: given.length > 0 && !hasManyImports && line,
    hasManyImports: given.length > 0 && hasManyImports,
    import: imports.map((imported) => ({ imported })),
    types: given.length === 0 && joinSource(types, source`, `),
    option: given.map(({ name, variable, comment, isToken, values, otherwise }) => ({
      option: { name },
      optionType: isToken ? source`AccessToken` : values ? joinSource(values.map(stringLiteral), source` | `) : source`string`,
      variable: { name: variable },
      purpose: { text: comment },
      otherwise: { text: otherwise === undefined ? "" : `, else ${otherwise}` },
    })),
    takesNothing: given.length === 0,
    hasSchemes: credentials.length > 0,
    given: secrets.length > 0 ? source`options: ${propertyKey(names.type)}ClientOptions` : source``,
    ...schemeFillings(facts),
    hasServer: servers.base !== undefined,
    ...(servers.base && serverFillings(servers.base)),
    hasServers: servers.others.length > 0,
    server: servers.others.map((server) => ({ serverAddress: stringLiteral(server.address), ...serverFillings(server) })),
    hasParameters: parameters.length > 0,
    parameter: parameters.map(({ parameter, option, variable }) => ({
      parameter: objectKey(parameter),
      filler: { name: option },
      fillerVariable: { name: variable },
    })),
  };
}

function serverFillings({ url, options }: VariableServer): Fillings {
  return {
    serverUrl: stringLiteral(url),
    serverVariable: options.map(({ name, option, variable, default: usual, values }) => ({
      serverName: objectKey(name),
      serverOption: { name: option },
      serverOptionVariable: { name: variable },
      serverDefault: stringLiteral(usual),
      serverValues: values.length > 0 && jsonLiteral(values),
    })),
  };
}

const KEY_MAKERS: Readonly<Record<SchemeCredential["place"], SourceText>> = {
  cookie: source`cookieCredential`,
  header: source`headerCredential`,
  query: source`queryCredential`,
};

const MAKERS: Readonly<Record<Exclude<SchemeCredential["kind"], "apiKey" | "unsupported">, SourceText>> = {
  basic: source`basicCredential`,
  bearer: source`bearerCredential`,
  clientCredentials: source`clientCredentials`,
};

/** The functions of the runtime that make the credentials. */
function makersOf(credentials: readonly SchemeCredential[]): readonly SourceText[] {
  const makers = credentials.flatMap(({ kind, place }) => {
    if (kind === "unsupported") return [];
    return [kind === "apiKey" ? KEY_MAKERS[place] : MAKERS[kind]];
  });
  return [...new Set(makers)].toSorted();
}

/** The parts that each scheme adds to a request, sorted by place. */
function schemeFillings({ credentials, baseUrl }: ClientFacts): Fillings {
  const ofKind = (kind: SchemeCredential["kind"], ...names: readonly string[]): readonly Fillings[] =>
    credentials
      .filter((each) => each.kind === kind)
      .map(({ scheme, options, name, place, prefix, tokenUrl }) => ({
        [`${kind}Scheme`]: objectKey(scheme),
        ...Object.fromEntries(
          names.flatMap((part, index) => [
            [part, { name: options[index]?.name ?? "" }],
            [`${part}Variable`, { name: options[index]?.variable ?? "" }],
          ]),
        ),
        ...(kind === "apiKey" && {
          keyName: stringLiteral(name),
          keyPrefix: prefix !== "" && stringLiteral(prefix),
          makesKey: KEY_MAKERS[place],
        }),
        ...(kind === "clientCredentials" && {
          tokenAddress: stringLiteral(URL.canParse(tokenUrl, baseUrl) ? new URL(tokenUrl, baseUrl).href : tokenUrl),
        }),
      }));
  return {
    apiKey: ofKind("apiKey", "key"),
    basic: ofKind("basic", "username", "password"),
    bearer: ofKind("bearer", "token"),
    clientCredentials: ofKind("clientCredentials", "oauthToken", "clientId", "clientSecret", "scope", "tokenUrl"),
    unsent: credentials
      .filter(({ kind }) => kind === "unsupported")
      .map(({ scheme, wanted }) => ({ unsentScheme: objectKey(scheme), wanted: { text: wanted } })),
  };
}

function readmeFillings(facts: ClientFacts): Fillings {
  const { names, title, credentials, operations } = facts;
  const { sample, first, count } = operations;
  const given = givenOptions(facts);
  const { name: called, response } = sample ?? first;
  return {
    package: { name: names.package },
    type: { name: names.type },
    variable: { name: names.variable },
    environment: { name: names.environment },
    title: { text: title },
    takesOptions: given.length > 0,
    option: given.map(({ name, variable }) => ({ option: { name }, optionVariable: { name: variable } })),
    unsent: credentials
      .filter(({ kind }) => kind === "unsupported")
      .map(({ scheme, wanted }) => ({ scheme: { code: scheme }, wanted: { text: wanted } })),
    hasWebhooks: operations.hasWebhooks,
    hasMock: facts.hasMock,
    ...callFillings("walk", operations.walk),
    ...callFillings("write", operations.write),
    writeIsUpload: operations.write?.isUpload === true,
    writeIsPlain: operations.write?.isUpload === false,
    writeIsRead: operations.write !== undefined && operations.write.response !== "none",
    writeIsNot: operations.write?.response === "none",
    isTyped: sample !== undefined,
    isDeclared: sample === undefined,
    resource: { name: called.resource },
    operation: { name: called.method },
    given: sample?.given ?? source`params`,
    readsEvents: isStream(response),
    readsNothing: response === "none",
    readsData: !isStream(response) && response !== "none",
    isFetched: sample !== undefined,
    ...(sample && {
      // Stands beside an import of the resource, which may have the variable's name.
      small: { name: called.resource === "client" ? "api" : "client" },
      method: { name: sample.method },
      path: stringLiteral(sample.path),
      init: fetchInit(sample),
    }),
    everyOperation: { text: count === 1 ? "The one operation" : `Each of the ${count} operations` },
  };
}

/** A further call of a README. Its first filling is false if there is none. */
function callFillings(kind: "walk" | "write", call: OperationFacts["walk"]): Fillings {
  return {
    [`${kind}Given`]: call?.given,
    [`${kind}Resource`]: call && { name: call.name.resource },
    [`${kind}Method`]: call && { name: call.name.method },
    [kind]: call !== undefined,
  };
}

/** The part after the path in a method of openapi-fetch. Empty if the operation needs nothing. */
function fetchInit({ params, response }: SampleCall): SourceText {
  const members = [
    ...(params === undefined ? [] : [source`params: ${params}`]),
    ...(isStream(response) ? [source`parseAs: "stream"`] : []),
  ];
  return members.length === 0 ? source`` : source`, { ${joinSource(members, source`, `)} }`;
}
