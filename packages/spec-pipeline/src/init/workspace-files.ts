/** Versions of the tools that a new workspace starts with. A test holds them to the ones that this one is tested with. */
export const TOOL_VERSIONS = {
  "@types/node": "26.6.6",
  tsdown: "0.22.14",
  typescript: "7.0.2",
  vitest: "5.1.1",
} as const;

/** What an empty folder needs so that `npm install && npm test` works in it. Files that are there already are left alone. */
export function workspaceFiles(specloomRange: string): ReadonlyMap<string, string> {
  const tools = Object.entries(TOOL_VERSIONS).map(([name, version]): [string, string] => [name, `^${version}`]);
  const manifest = {
    private: true,
    type: "module",
    workspaces: ["packages/*"],
    scripts: {
      generate: "specloom generate",
      build: "npm run build --workspaces",
      types: "npm run types --workspaces",
      test: "specloom check && npm test --workspaces",
    },
    devDependencies: Object.fromEntries(
      [...tools, ["specloom", specloomRange] as const].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  return new Map([
    ["package.json", `${JSON.stringify(manifest, undefined, 2)}\n`],
    [".gitignore", "node_modules/\ndist/\n.work/\n"],
    [
      ".gitattributes",
      "# The vendors' pages are kept byte for byte.\nspecs/*/pages/** -text\n*.gen.ts linguist-generated\n*.gen.yaml linguist-generated\n",
    ],
    ["redocly.yaml", LINT_CONFIG],
    ["tsconfig.base.json", TSCONFIG_BASE],
  ]);
}

/** Which of the general rules a new workspace starts with. */
export const LINT_CONFIG = `# Which of Redocly's rules apply to the bundled specs.
extends:
  - recommended
rules:
  # Vendors do not state a licence for their API, and it is not ours to give one.
  info-license: off
  # Bundled specs describe vendors' public servers; a placeholder host would be their business.
  no-server-example.com: off
`;

const TSCONFIG_BASE = `{
  "compilerOptions": {
    "target": "es2023",
    "lib": ["es2023", "dom", "dom.iterable"],
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "types": [],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "isolatedModules": true,
    "isolatedDeclarations": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "rewriteRelativeImportExtensions": true,
    "declaration": true,
    "noEmit": true
  }
}
`;

export function licenseFile(year: string, holder: string): string {
  return `MIT License

Copyright (c) ${year} ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
}
