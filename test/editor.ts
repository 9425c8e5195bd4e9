import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TypeScript from "typescript";

// The compiler whose language service editors run; TypeScript 7 has none in JavaScript. The pipeline brings it.
const ts: typeof TypeScript = createRequire(new URL("../packages/spec-pipeline/package.json", import.meta.url))("typescript");

/** A program in an editor. `^` marks the place that is asked for, and is no part of the program. */
export interface Editor {
  /** What a hover shows there: the type, and the words below it. */
  readonly hover: (program: string) => { readonly type: string; readonly words: string };
  /** What is offered there, in the editor's order. */
  readonly complete: (program: string) => readonly string[];
  /** Each error: the code that is underlined, and the message. */
  readonly errors: (program: string) => readonly { readonly at: string; readonly message: string }[];
}

/** An editor in which imports are found from `folder`. */
export function openEditor(folder: string): Editor {
  const file = join(folder, "program.ts");
  let text = "";
  let version = 0;
  const options: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
  };
  const host: TypeScript.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : "0"),
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (each) => join(dirname(ts.getDefaultLibFilePath(each)), "lib.es2023.d.ts"),
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  };
  const service = ts.createLanguageService(host);
  const open = (program: string): number => {
    text = program.replace("^", "");
    version += 1;
    return program.indexOf("^");
  };
  return {
    hover(program) {
      const info = service.getQuickInfoAtPosition(file, open(program));
      return { type: ts.displayPartsToString(info?.displayParts), words: ts.displayPartsToString(info?.documentation) };
    },
    complete(program) {
      const entries = service.getCompletionsAtPosition(file, open(program), {})?.entries ?? [];
      return entries.toSorted((a, b) => a.sortText.localeCompare(b.sortText)).map(({ name }) => name);
    },
    errors(program) {
      open(program);
      return service.getSemanticDiagnostics(file).map(({ start = 0, length = 0, messageText }) => ({
        at: text.slice(start, start + length),
        message: ts.flattenDiagnosticMessageText(messageText, "\n"),
      }));
    },
  };
}
