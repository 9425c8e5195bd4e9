import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
// Editors run its language service; TypeScript 7 has none in JavaScript.
import ts from "typescript-5";

/** A program in an editor. `^` marks the place that is asked for, and is no part of the program. */
export interface Editor {
  /** The hover at the mark: the type, and the words below it. */
  readonly hover: (program: string) => { readonly type: string; readonly words: string };
  /** The completions at the mark, in the editor's order. */
  readonly complete: (program: string) => readonly string[];
  /** The file and the line that the editor opens for a name there. */
  readonly definition: (program: string) => { readonly file: string; readonly line: string } | undefined;
  /**
   * Names without an explanation in their hover: of all exports of these modules, with the members of their types, if they are ours.
   * Named by the place that leads there.
   */
  readonly unexplained: (modules: readonly string[]) => readonly string[];
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

/** Names in a file of the compiler or of the platform's types are not ours to explain. */
const isForeign = (symbol: ts.Symbol): boolean =>
  symbol.declarations?.some((each) => !/[\\/](?:typescript|@types)[\\/]/.test(each.getSourceFile().fileName)) !== true;

/** Parts of an operation, as generated code names them. Their members are explained. */
const isStructure = ({ name, declarations = [] }: ts.Symbol): boolean =>
  /^(?:input|output|stream|streamFlag|field|bodies|accepts|errors|path|query|header|cookie|body|event|data|default|\d{3}|[\w+]+\/[\w+]+)$/.test(
    name,
  ) && declarations.every((each) => /[\\/](?:operations|resources)\.gen[^\\/]*$/.test(each.getSourceFile().fileName));

function findUnexplained(checker: ts.TypeChecker, source: ts.SourceFile): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<ts.Type>();
  const isExplained = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0;
  const typeOf = (symbol: ts.Symbol): ts.Type => checker.getTypeOfSymbolAtLocation(symbol, source);
  const visitMembers = (type: ts.Type, place: string): void => {
    const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
    for (const signature of signatures) {
      for (const param of signature.getParameters()) visit(typeOf(param), place);
      visit(signature.getReturnType(), place);
    }
    // The platform's symbols have names of their own.
    const members = type.getProperties().filter((member) => !isForeign(member) && !member.name.startsWith("__@"));
    // Keys of a record are values, such as the columns of an order: what has the record says what they mean.
    const [same, ...others] = new Set(members.map(typeOf));
    const isRecord = same?.isUnion() === true && others.length === 0 && members.length > 1 && !members.some(isExplained);
    const [owner = place] = place.split(".");
    for (const member of members) {
      if (!isRecord && !isExplained(member) && !isStructure(member)) found.add(`${owner}: ${member.name}`);
      visit(typeOf(member), `${owner}.${member.name}`);
    }
  };
  const visit = (type: ts.Type, place: string): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, place);
    const parameters = type.aliasTypeArguments ?? [];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- has none where it is no reference
    for (const part of [...parameters, ...checker.getTypeArguments(type as ts.TypeReference)]) visit(part, place);
    const limit = type.isTypeParameter() ? checker.getBaseConstraintOfType(type) : undefined;
    if (limit) visit(limit, place);
    if (!type.isUnion() && (!type.symbol || !isForeign(type.symbol))) visitMembers(type, place);
  };
  const module = checker.getSymbolAtLocation(source);
  const entries = module ? checker.getExportsOfModule(module) : [];
  for (const named of entries.flatMap((entry) => checker.getExportsOfModule(checker.getAliasedSymbol(entry)))) {
    const symbol = named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
    if (!isExplained(named) && !isExplained(symbol)) found.add(symbol.name);
    if (symbol.flags & ts.SymbolFlags.Type) visit(checker.getDeclaredTypeOfSymbol(symbol), symbol.name);
    if (symbol.flags & ts.SymbolFlags.Value) visit(typeOf(symbol), symbol.name);
  }
  return [...found];
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
    allowImportingTsExtensions: true, // a client that was laid out is imported from its sources
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
    unexplained(modules) {
      open(modules.map((name, index) => `export * as entry${index} from ${JSON.stringify(name)};`).join("\n"));
      const program = service.getProgram();
      const source = program?.getSourceFile(file);
      if (!program || !source) throw new Error("the program cannot be read");
      return findUnexplained(program.getTypeChecker(), source);
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
