import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
// Editors run its language service; TypeScript 7 has none in JavaScript.
import ts from "typescript-5";

/** A program in an editor. `^` marks the place that is asked for, and is no part of the program. */
export interface Editor {
  /** What a hover shows there: the type, and the words below it. */
  readonly hover: (program: string) => { readonly type: string; readonly words: string };
  /** What is offered there, in the editor's order. */
  readonly complete: (program: string) => readonly string[];
  /** The file and the line that the editor opens for a name there. */
  readonly definition: (program: string) => { readonly file: string; readonly line: string } | undefined;
  /** Each error: the code that is underlined, and the message. */
  readonly errors: (program: string) => readonly { readonly at: string; readonly message: string }[];
}

interface Place {
  readonly fileName: string;
  readonly pos: number;
}

/** The service follows source maps for the server that editors talk to, which is no part of its public types. */
interface MappingService extends ts.LanguageService {
  readonly getSourceMapper: () => { readonly tryGetSourcePosition: (place: Place) => Place | undefined };
}

/** An editor in which imports are found from `folder`. */
export function openEditor(folder: string): Editor {
  const file = join(folder, "program.ts");
  let text = "";
  let version = 0;
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
  };
  const host: ts.LanguageServiceHost = {
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
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
    realpath: (name) => realpathSync(name),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see MappingService
  const service = ts.createLanguageService(host) as MappingService;
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
    definition(program) {
      const [found] = service.getDefinitionAtPosition(file, open(program)) ?? [];
      if (!found) return undefined;
      const declared = { fileName: found.fileName, pos: found.textSpan.start };
      const { fileName, pos } = service.getSourceMapper().tryGetSourcePosition(declared) ?? declared;
      const content = ts.sys.readFile(fileName) ?? "";
      return { file: fileName, line: content.slice(content.lastIndexOf("\n", pos) + 1, content.indexOf("\n", pos)).trim() };
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
