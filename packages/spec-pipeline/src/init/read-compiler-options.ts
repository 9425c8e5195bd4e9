import { join } from "node:path";
import ts from "typescript";

/** The options that the `tsconfig.json` of a folder sets, with those that it extends; undefined where there is none. */
export function readCompilerOptions(folder: string): ts.CompilerOptions | undefined {
  const file = join(folder, "tsconfig.json");
  if (!ts.sys.fileExists(file)) return undefined;
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  return config === undefined ? undefined : ts.parseJsonConfigFileContent(config, ts.sys, folder).options;
}
