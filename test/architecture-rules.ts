/** One layer of a package: a file belongs to the first layer that fits it. */
export interface Layer {
  readonly name: string;
  /** Globs below the package's `src/`. */
  readonly files: readonly string[];
  /** Layers of the same package that it may import from. Its own layer must be named too. */
  readonly imports: readonly string[];
  /** npm packages that it may import, or `any` that the package depends on. */
  readonly packages: readonly string[] | "any";
  /** May import its own package by name, as a user does. */
  readonly byName?: true;
  /** Modules of Node that it may import, `any`, or none where left out. */
  readonly node?: readonly string[] | "any";
  /** Files outside of `src/`, below the package, that it may import. */
  readonly outside?: readonly string[];
  /** Its entries, a file or a folder each, do not import each other. */
  readonly apart?: true;
  /** No network, no clock, no chance, no process: the output depends on the input alone. */
  readonly pure?: true;
}

export interface PackageRules {
  /** Glob of the package folders that the rules are for. */
  readonly folders: string;
  readonly layers: readonly Layer[];
  /** The packages that may stand under `dependencies` in the manifest. `any`: whatever is not a package of ours. */
  readonly dependencies: readonly string[] | "any";
}

const RUNTIME = "@specloom/client-runtime";

/** Modules of Node that compute and touch nothing outside. */
const COMPUTING = ["node:path", "node:path/posix", "node:url", "node:util", "node:crypto"];

/** Names of the platform that reach outside of a function's arguments. `Date` counts where it reads the clock. */
export const EFFECTS: readonly string[] = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "performance",
  "process",
  "globalThis",
  "Date()",
  "new Date()",
  "Date.now",
  "Math.random",
];

/** Names that only Node has. What runs without `node:` imports does not use these either. */
export const NODE_NAMES: readonly string[] = ["Buffer", "__dirname", "__filename", "global", "require", "setImmediate"];

/** Files of any package that may read the command line. */
export const COMMAND_LINE_READERS: readonly string[] = [
  "packages/client-runtime/src/start-command.ts",
  "packages/command/src/run-process.ts",
  "packages/spec-pipeline/src/cli.ts",
];

/** The globals that a pure file uses nevertheless, with the reason. */
export const EXCEPTIONS: readonly { readonly path: string; readonly name: string; readonly reason: string }[] = [
  {
    path: "packages/profound-client/src/last-days.ts",
    name: "new Date()",
    reason: "“the last seven days” is about now; `now` is an option, which tests and callers set",
  },
];

/** Private packages that test or show the inside of others. They may import it, as the tests beside it do. */
export const INSIDERS: readonly string[] = ["packages/conformance", "packages/site"];

/** The house style's "Who may import whom", as data. Change both together. */
export const RULES: readonly PackageRules[] = [
  {
    folders: "packages/client-runtime",
    dependencies: ["eventsource-parser", "openapi-fetch"],
    layers: [
      { name: "foundation", files: ["errors.ts", "operation.ts", "options.ts"], imports: ["foundation"], packages: [] },
      {
        name: "index",
        files: ["index.ts"],
        imports: ["foundation", "policies", "pure policies", "create-call", "webhooks"],
        packages: [],
      },
      {
        name: "create-call",
        files: ["create-call.ts", "create-client.ts"],
        imports: ["foundation", "pure policies", "policies", "create-call"],
        packages: [],
      },
      {
        name: "testing",
        files: ["testing.ts", "testing/**"],
        imports: ["foundation", "policies", "pure policies", "testing"],
        packages: [],
        node: "any",
      },
      // The `bin` files of clients call it. It finds the command's package, or has npm fetch it.
      {
        name: "start-command",
        files: ["start-command.ts", "client-command.ts"],
        imports: ["foundation", "start-command"],
        packages: [],
        node: "any",
      },
      { name: "mock", files: ["mock.ts", "mock/**"], imports: ["foundation", "policies", "pure policies", "mock"], packages: [] },
      {
        name: "webhooks",
        files: ["webhooks.ts", "webhooks/**"],
        imports: ["foundation", "policies", "webhooks"],
        packages: [],
      },
      // Only generated validators call it.
      {
        name: "validate",
        files: ["validate.ts", "validate/**"],
        imports: ["foundation", "validate"],
        packages: [],
        pure: true,
      },
      {
        name: "pure policies",
        files: ["may-retry.ts", "parse-retry-after.ts", "fill-path.ts", "redact.ts", "write-parameter.ts"],
        imports: ["foundation", "pure policies"],
        packages: ["openapi-fetch"],
        pure: true,
      },
      {
        name: "policies",
        files: ["**"],
        imports: ["foundation", "pure policies", "policies"],
        packages: ["openapi-fetch", "eventsource-parser"],
      },
    ],
  },
  {
    folders: "packages/*-client",
    dependencies: [RUNTIME],
    layers: [
      { name: "generated", files: ["generated/**"], imports: ["generated"], packages: [RUNTIME] },
      {
        name: "index",
        files: ["index.ts"],
        imports: ["generated", "parts", "options", "resources", "client"],
        packages: [RUNTIME],
      },
      {
        name: "client",
        files: ["client.ts"],
        imports: ["generated", "parts", "options", "settings", "resources"],
        packages: [RUNTIME],
      },
      {
        // Only the `bin` file of a client loads it.
        name: "command",
        files: ["command.ts"],
        imports: ["generated", "parts", "client", "testing"],
        packages: [RUNTIME],
        // Code shared with other entries would become a file of its own, which programs would load in addition.
        byName: true,
        outside: ["package.json"],
      },
      { name: "openapi-fetch", files: ["openapi-fetch.ts"], imports: ["generated", "options", "settings"], packages: [RUNTIME] },
      { name: "resources entry", files: ["resources.ts"], imports: ["generated", "options", "settings"], packages: [RUNTIME] },
      {
        name: "settings",
        files: ["call-settings.ts"],
        imports: ["generated", "parts", "options"],
        packages: [RUNTIME],
        // The client's name and version, for the user agent.
        outside: ["package.json"],
      },
      { name: "options", files: ["options.ts"], imports: ["generated", "parts"], packages: [RUNTIME] },
      { name: "validators", files: ["validators.ts"], imports: ["generated"], packages: [RUNTIME] },
      {
        name: "testing",
        files: ["testing.ts", "testing/**"],
        imports: ["generated", "parts", "testing"],
        packages: [RUNTIME],
        node: "any",
      },
      { name: "resources", files: ["resources/*.ts"], imports: ["generated", "parts"], packages: [RUNTIME], apart: true },
      // Code that makes a method ergonomic: columns, filters, batches.
      { name: "parts", files: ["**"], imports: ["generated", "parts"], packages: [RUNTIME], pure: true },
    ],
  },
  {
    folders: "packages/command",
    dependencies: [
      "@bomb.sh/tab",
      "@modelcontextprotocol/server",
      "@napi-rs/keyring",
      RUNTIME,
      "cli-table3",
      "commander",
      "csv-parse",
      "csv-stringify",
      "string-width",
    ],
    layers: [
      {
        name: "index",
        files: ["index.ts", "run-process.ts"],
        imports: ["index", "work", "output"],
        packages: [RUNTIME],
        node: "any",
      },
      // How rows are written: knows no method and no option.
      { name: "output", files: ["output/**"], imports: ["output", "work"], packages: "any", node: "any" },
      // The server for agents, which is loaded when it is asked for.
      { name: "mcp", files: ["mcp/**"], imports: ["mcp", "work", "output"], packages: "any", node: "any" },
      { name: "work", files: ["**"], imports: ["work", "output", "mcp"], packages: "any", node: "any" },
    ],
  },
  {
    folders: "packages/spec-pipeline",
    dependencies: "any",
    layers: [
      { name: "cli", files: ["cli.ts"], imports: ["commands", "host", "parts"], packages: [], node: "any" },
      // Programs import it, and the commands call the same functions.
      {
        name: "library",
        files: ["index.ts", "library/**"],
        imports: ["library", "work", "host", "pipeline", "stages", "parts"],
        packages: [],
        node: "any",
      },
      {
        name: "commands",
        files: ["commands/**"],
        imports: ["commands", "library", "work", "changeset", "host", "pipeline", "stages", "parts"],
        packages: "any",
        node: "any",
      },
      {
        name: "changeset",
        files: ["release/propose-changeset.ts"],
        imports: ["parts"],
        packages: "any",
        node: COMPUTING,
        pure: true,
      },
      {
        // The work of commands beyond the stages: laying out a vendor, following its pages, preparing its release.
        name: "work",
        files: [
          "init/bundle-files.ts",
          "init/client-files.ts",
          "init/client-manifest.ts",
          "init/compiler-projects.ts",
          "init/complete-workspace.ts",
          "init/format-files.ts",
          "init/advise-after-failure.ts",
          "init/installer.ts",
          "init/lay-out.ts",
          "init/package-globs.ts",
          "init/read-new-vendor.ts",
          "init/read-sources.ts",
          "init/read-surroundings.ts",
          "init/read-template.ts",
          "init/workspace-above.ts",
          "init/workspace-files.ts",
          "release/**",
          "sync/**",
        ],
        // Extractors: `init` asks which of them reads a page, before there is a vendor to run the stages for.
        imports: ["work", "changeset", "host", "pipeline", "stages", "parts"],
        packages: "any",
        node: "any",
      },
      { name: "host", files: ["host/**"], imports: ["host", "pipeline", "stages", "parts"], packages: "any", node: "any" },
      { name: "pipeline", files: ["pipeline.ts"], imports: ["stages", "parts"], packages: [] },
      {
        name: "stages",
        files: ["stages/**"],
        imports: ["stages", "parts"],
        packages: "any",
        node: COMPUTING,
        apart: true,
        pure: true,
      },
      // The model, the comparison, documents, problems, vendors: what stages and commands share.
      { name: "parts", files: ["**"], imports: ["parts"], packages: "any", node: COMPUTING, pure: true },
    ],
  },
];
