import { stringLiteral } from "../source/source-text.ts";
import { parameterOptions, type ClientFacts } from "./client-source.ts";
import { upperSnakeCase, type ClientNames } from "./client-names.ts";
import type { OperationFacts } from "./sample-call.ts";

/** What the surroundings give to a new package. */
export interface PackageSurroundings {
  /** Our own workspace has its tools at the root, and its packages refer to each other by `workspace:`. */
  readonly isHouse: boolean;
  readonly runtimeRange: string;
  readonly specloomRange: string;
  /** Of `@types/node`. */
  readonly nodeTypesRange: string;
  /** `homepage`, `bugs` and `repository` of a package beside it, with its folder's name in them. */
  readonly neighbour: { readonly folder: string; readonly manifest: Readonly<Record<string, unknown>> } | undefined;
}

export function packageManifest({ vendor, package: name }: ClientNames, title: string, around: PackageSurroundings): string {
  const manifest = {
    name,
    version: "0.0.0",
    description: `Typed client for ${title}.`,
    keywords: ["api-client", ...(vendor === "typescript" ? [] : [vendor]), "typescript"].toSorted(),
    ...addresses(name, around),
    license: "MIT",
    ...repository(name, around),
    files: ["dist", "README.md", "CHANGELOG.md"],
    type: "module",
    sideEffects: false,
    types: "./dist/index.d.mts",
    exports: {
      ".": "./dist/index.mjs",
      "./validators": "./dist/validators.mjs",
      "./package.json": "./package.json",
    },
    publishConfig: { access: "public" },
    scripts: {
      generate: `specloom generate ${vendor}`,
      build: "tsdown",
      types: "tsc -p .",
      test: "vitest run",
      ...(around.isHouse ? { "pack:check": "publint --strict && attw --pack . --profile esm-only" } : {}),
    },
    dependencies: { "@specloom/client-runtime": around.runtimeRange },
    devDependencies: { "@types/node": around.nodeTypesRange, specloom: around.specloomRange },
    engines: { node: ">=20.19" },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`.replace(
    /\[\n\s+"dist",\n\s+"README.md",\n\s+"CHANGELOG.md"\n\s+\]/,
    '[\n    "dist",\n    "README.md",\n    "CHANGELOG.md"\n  ]',
  );
}

function addresses(name: string, { neighbour }: PackageSurroundings): object {
  return pick(neighbour, name, ["homepage", "bugs"]);
}

function repository(name: string, { neighbour }: PackageSurroundings): object {
  return pick(neighbour, name, ["repository"]);
}

function pick(neighbour: PackageSurroundings["neighbour"], name: string, keys: readonly string[]): object {
  if (!neighbour) return {};
  const entries = keys.filter((key) => neighbour.manifest[key] !== undefined).map((key) => [key, neighbour.manifest[key]]);
  const text = JSON.stringify(Object.fromEntries(entries)).replaceAll(`packages/${neighbour.folder}`, `packages/${name}`);
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null ? value : {};
}

export const tsconfigFile = `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "rootDir": "../..", "types": ["node"] },
  "include": ["src", "test"]
}
`;

export const tsdownConfig = `import { readFileSync } from "node:fs";
import { defineConfig, type UserConfig } from "tsdown";

/** One file for each entry point, made by itself: together they would share chunks, more files to load for those who only call. */
const build = (name: string): UserConfig => ({
  entry: [\`src/\${name}.ts\`],
  format: ["esm"],
  dts: true,
  clean: false,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  // Comments are for those who read the source; who imports the package parses them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false } },
  plugins: [
    {
      // The client says its name and version with each request; the rest of the manifest has no place in a bundle.
      name: "manifest",
      load(id) {
        if (!id.endsWith("/package.json")) return undefined;
        const { name: packageName, version } = JSON.parse(readFileSync(id, "utf8"));
        return { code: JSON.stringify({ name: packageName, version }), moduleType: "json" };
      },
    },
  ],
});

export default defineConfig(["index", "validators"].map((name) => build(name)));
`;

export function vitestConfig({ package: name }: ClientNames, isHouse: boolean): string {
  if (!isHouse) {
    return `import { defineConfig } from "vitest/config";

export default defineConfig({ test: { name: ${stringLiteral(name)}, include: ["test/**/*.test.ts"] } });
`;
  }
  return `import { defineConfig } from "vitest/config";
import { testConfig } from "../../vitest.shared.ts";

export default defineConfig(testConfig(${stringLiteral(name)}));
`;
}

export function turboFile({ vendor }: ClientNames): string {
  return `{
  "$schema": "../../node_modules/turbo/schema.json",
  "extends": ["//"],
  "tasks": {
    "generate": {
      "dependsOn": ["specloom#build"],
      "inputs": [
        "package.json",
        "$TURBO_ROOT$/redocly.yaml",
        "$TURBO_ROOT$/specs/${vendor}/**",
        "!$TURBO_ROOT$/specs/${vendor}/openapi.gen.yaml"
      ],
      "outputs": ["src/generated/**", "$TURBO_ROOT$/specs/${vendor}/openapi.gen.yaml"]
    }
  }
}
`;
}

export function readmeFile(facts: ClientFacts, title: string, { sample, count, firstId }: OperationFacts): string {
  const { names } = facts;
  const create = `create${names.type}Client`;
  const id = sample?.id ?? firstId;
  const input = sample?.input ?? "input";
  const given = [
    ...parameterOptions(facts.clientParameters).map(({ option }) => ({ name: option, variable: upperSnakeCase(option) })),
    ...facts.credentials.flatMap(({ options }) => options),
  ];
  const options =
    given.length === 0
      ? ""
      : `\n${table(
          ["option", "environment variable"],
          given.map(({ name, variable }) => [`\`${name}\``, `\`${names.environment}${variable}\``]),
        )}`;
  const unsupported = facts.credentials.filter(({ kind }) => kind === "unsupported");
  const notSent = unsupported.map(
    ({ scheme, wanted }) =>
      `\nThe API's scheme \`${scheme}\` asks for ${wanted}, which this client does not send. A \`fetch\` of your own can add it.\n`,
  );
  const { variable } = names;
  const call = `${variable}.call(${stringLiteral(id)}, ${input})`;
  const use = sample?.stream
    ? `for await (const event of ${call}) console.log(event);`
    : sample?.response === "none"
      ? `await ${call};`
      : `console.log(await ${call});`;
  const imports = sample ? "" : ", type Operations";
  const declared = sample ? "" : `declare const input: Operations[${stringLiteral(id)}]["input"]; // what the operation takes\n`;
  return `# ${names.package}

Typed client for ${title}. Every call ends in its data or in an error that says what to do.

## Install

\`\`\`sh
npm install ${names.package}
\`\`\`
${options === "" ? "" : `\nWhat is not given as an option is read from the environment.\n${options}`}${notSent.join("")}
## First call

\`\`\`ts
import { ${create}${imports} } from "${names.package}";

const ${variable} = ${create}();
${declared}${use}
\`\`\`

${count === 1 ? "The one operation" : `Each of the ${count} operations`} of the API can be called like this, typed from its spec: \`Operations\` says what goes in and what comes out.

## Errors

\`\`\`ts
import { ${create}, isApiError${imports} } from "${names.package}";

const ${variable} = ${create}();
${declared}try {
  ${use}
} catch (error) {
  if (!isApiError(error)) throw error;
  console.log(error.status, error.body);
}
\`\`\`

\`ApiError\` is any answer that is not 2xx. \`ConnectionError\`, \`TimeoutError\`, \`ResponseError\` (2xx, but not what was promised) and \`ConfigurationError\` (before any request) have guards of the same kind.
`;
}

/** A Markdown table with its columns in line, as formatters want it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("");
}

export function changesetFile(names: ClientNames, title: string, count: number): string {
  return `---
"${names.package}": minor
---

First release: a typed client for ${title}. ${count === 1 ? "Its one operation is" : `Its ${count} operations are`} reached through \`call\`, and every answer can be checked with the validators under \`${names.package}/validators\`.
`;
}
