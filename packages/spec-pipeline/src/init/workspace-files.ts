import { objectMember, parseJson, stringMember } from "../document/json.ts";
import { fillTemplate } from "./fill-template.ts";
import { readTemplate } from "./read-template.ts";

/** What an empty folder needs so that `npm install && npm test` works in it, by path. Files that are there already are left alone. */
export function workspaceFiles(specloomRange: string): ReadonlyMap<string, string> {
  return new Map([
    ["package.json", fillTemplate("package.json", readTemplate("package.json"), { specloomRange: { text: specloomRange } })],
    // npm packs no file that is called .gitignore, and git would obey a .gitattributes among the templates.
    [".gitignore", readTemplate("gitignore")],
    [".gitattributes", readTemplate("gitattributes")],
    ["redocly.yaml", lintConfig()],
    ["tsconfig.base.json", readTemplate("tsconfig.base.json")],
  ]);
}

/** `tsconfig.json` of a client in a workspace that somebody else laid out: it shares nothing with its neighbours. */
export function ownCompilerOptions(): string {
  const base = objectMember(parseJson(readTemplate("tsconfig.base.json")), "compilerOptions");
  const compilerOptions = { ...base, rootDir: ".", types: ["node"] };
  return `${JSON.stringify({ compilerOptions, include: ["src", "test"] }, undefined, 2)}\n`;
}

/** Which of the general rules a new workspace starts with. */
export function lintConfig(): string {
  return readTemplate("redocly.yaml");
}

/** The range of a tool that a new workspace starts with. */
export function toolRange(name: string): string {
  return stringMember(objectMember(parseJson(readTemplate("package.json")), "devDependencies"), name) ?? "*";
}
