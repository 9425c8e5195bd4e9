import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { stringMember, type Json } from "../document/json.ts";

/** A `tsconfig.json` with its options, and those that it extends. */
export interface CompilerProject {
  /** From the workspace's root. */
  readonly file: string;
  readonly options: ts.CompilerOptions;
}

/**
 * The projects that compile a new folder: the `tsconfig.json` of the root, or those that it refers to. Where none includes the folder, its
 * files are compiled by the project that imports them.
 */
export function compilerProjects(root: string, folder: string): readonly CompilerProject[] {
  const own = readProject(join(root, "tsconfig.json"));
  if (!own) return [];
  const others = (own.projectReferences ?? []).flatMap(
    (reference) => readProject(ts.resolveProjectReferencePath(reference)) ?? [],
  );
  const projects = [own, ...others];
  const including = projects.filter(({ wildcardDirectories = {} }) =>
    Object.keys(wildcardDirectories).some((directory) => isWithin(join(root, folder), directory)),
  );
  const compiling = including.length > 0 ? including : projects.filter(({ fileNames }) => fileNames.length > 0);
  return compiling.map(({ file, options }) => ({ file: relative(root, file).replaceAll("\\", "/"), options }));
}

function readProject(file: string): (ts.ParsedCommandLine & { readonly file: string }) | undefined {
  if (!ts.sys.fileExists(file)) return undefined;
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  return config === undefined ? undefined : { ...ts.parseJsonConfigFileContent(config, ts.sys, dirname(file)), file };
}

function isWithin(path: string, directory: string): boolean {
  return !relative(directory, path).startsWith("..");
}

/** Whether a compiler reads no `exports` of packages. A setting that is left out means this before TypeScript 6. */
export function hasOldResolution({ module, moduleResolution }: ts.CompilerOptions, root: string): boolean {
  if (moduleResolution !== undefined)
    return moduleResolution === ts.ModuleResolutionKind.Node10 || moduleResolution === ts.ModuleResolutionKind.Classic;
  return (module ?? ts.ModuleKind.CommonJS) < ts.ModuleKind.Node16 && isBefore6(root);
}

/** Whether the workspace's own TypeScript is older than version 6. */
function isBefore6(root: string): boolean {
  try {
    const manifest: Json = createRequire(join(root, "package.json"))("typescript/package.json");
    return Number.parseInt(stringMember(manifest, "version") ?? "", 10) < 6;
  } catch {
    // It is not installed.
    return false;
  }
}
