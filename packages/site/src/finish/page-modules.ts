/** What the command of a client finds in a page in place of Node's modules. */
import type { Plugin } from "esbuild";

/** Packages that do the same in a page. */
const IN_PAGES: Readonly<Record<string, string>> = {
  "node:events": "events/",
  "node:stream": "readable-stream",
  "csv-parse/sync": "csv-parse/browser/esm/sync",
  "csv-stringify/sync": "csv-stringify/browser/esm/sync",
};

/** Members of Node's modules that a command reads before it does anything. */
const MEMBERS: Readonly<Record<string, string>> = {
  "node:process": "{ argv: [], env: {}, execArgv: [], versions: {} }",
  "node:util": "{ stripVTControlCharacters: (text) => text }",
};

/** What a module is for, in the words of a message. */
const NAMES: readonly (readonly [start: string, name: string])[] = [
  ["node:fs", "files"],
  ["@napi-rs/", "keychain"],
  ["@modelcontextprotocol/", "server for agents"],
];

const nameOf = (path: string): string => NAMES.find(([start]) => path.startsWith(start))?.[1] ?? path;

/** Only a machine has files, processes and a keychain, and serves agents: calls of these fail where a command makes them. */
export const pageModules: Plugin = {
  name: "page-modules",
  setup(build) {
    build.onResolve(
      { filter: /^(?:node:|os$|util$|csv-\w+\/sync$|@napi-rs\/|@modelcontextprotocol\/)/ },
      ({ path, kind, resolveDir }) => {
        const other = IN_PAGES[path];
        if (other === undefined) return { path, namespace: "machine" };
        return build.resolve(other, { kind, resolveDir: path.startsWith("node:") ? import.meta.dirname : resolveDir });
      },
    );
    build.onLoad({ filter: /.*/, namespace: "machine" }, ({ path }) => ({
      // A CommonJS module, as any name can be imported from one: esbuild looks for it in the module's prototype.
      contents: `const refuse = () => { throw new Error(${JSON.stringify(`a page has no ${nameOf(path)}`)}); };
const members = ${MEMBERS[path] ?? "{}"};
module.exports = Object.setPrototypeOf(() => refuse(), new Proxy({}, { get: (_, name) => members[name] ?? refuse }));`,
    }));
  },
};
