import { objectMember, parseJson, stringMember } from "../document/json.ts";
import { fillTemplate } from "./fill-template.ts";
import { readTemplate } from "./read-template.ts";

/** Files by path that make `npm install && npm test` work in an empty folder. Existing files are left alone. */
export function workspaceFiles(specloomRange: string): ReadonlyMap<string, string> {
  return new Map([
    ["package.json", fillTemplate("package.json", readTemplate("package.json"), { specloomRange: { text: specloomRange } })],
    // npm packs no file with the name .gitignore, and git would obey a .gitattributes among the templates.
    [".gitignore", readTemplate("gitignore")],
    [".gitattributes", readTemplate("gitattributes")],
    ["redocly.yaml", lintConfig()],
    ["tsconfig.base.json", readTemplate("tsconfig.base.json")],
  ]);
}

/** `tsconfig.json` of a client in somebody else's workspace. It shares nothing with its neighbours. */
export function ownCompilerOptions(): string {
  const base = objectMember(parseJson(readTemplate("tsconfig.base.json")), "compilerOptions");
  const compilerOptions = { ...base, rootDir: ".", types: ["node"] };
  return `${JSON.stringify({ compilerOptions, include: ["src", "test"] }, undefined, 2)}\n`;
}

/** The general rules that a new workspace starts with. */
export function lintConfig(): string {
  return readTemplate("redocly.yaml");
}

/** The range of a tool that a new workspace starts with. */
export function toolRange(name: string): string {
  return stringMember(objectMember(parseJson(readTemplate("package.json")), "devDependencies"), name) ?? "*";
}
