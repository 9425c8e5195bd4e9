import { join } from "node:path";
import ts from "typescript";

/** The options of a folder's `tsconfig.json`, with those that it extends. Undefined if there is none. */
export function readCompilerOptions(folder: string): ts.CompilerOptions | undefined {
  const file = join(folder, "tsconfig.json");
  if (!ts.sys.fileExists(file)) return undefined;
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  return config === undefined ? undefined : ts.parseJsonConfigFileContent(config, ts.sys, folder).options;
}
