import { join } from "node:path";
import ts from "typescript";

/** The options that the `tsconfig.json` of a folder sets, with those that it extends; undefined where there is none. */
export function readCompilerOptions(folder: string): ts.CompilerOptions | undefined {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), (path) => ts.sys.readFile(path));
  return config === undefined ? undefined : ts.parseJsonConfigFileContent(config, ts.sys, folder).options;
}
