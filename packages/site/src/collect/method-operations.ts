/**
 * Which operations each method of a client calls, read from the client's source: `call("operationId", …)` in the method, or in a function that
 * it names. Nothing else says so, and a note beside each method could go stale.
 */
import { globSync } from "node:fs";
import { join, sep } from "node:path";
import ts from "typescript";

/** Functions, and whatever holds one under a name. */
function holdsFunction(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node))
    return node.initializer !== undefined && holdsFunction(node.initializer);
  return (
    ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)
  );
}

type Member = ts.MethodDeclaration | ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

const isMember = (node: ts.Node): node is Member =>
  ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node);

/** A member of an object that a function returns: it runs when it is called by its name, not when the object is made. */
function isReturned({ parent }: Member): boolean {
  const holder = ts.isParenthesizedExpression(parent.parent) ? parent.parent.parent : parent.parent;
  return ts.isReturnStatement(holder) || ts.isArrowFunction(holder);
}

interface Source {
  checker: ts.TypeChecker;
  folder: string;
  /** What implements a member of an interface, by the member's declaration. */
  implementations: ReadonlyMap<ts.Node, readonly Member[]>;
  /** Calls of the client's functions, by the function. */
  calls: Map<ts.Node, ts.CallExpression[]>;
}

/** The functions that a name stands for, wherever they are written: beside it, in another file, or in one that is loaded on demand. */
function functionsOf({ checker, implementations }: Source, name: ts.Identifier): ts.Node[] {
  const own = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  const symbol = own && own.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(own) : own;
  const declared: ts.Node[] = symbol?.declarations ?? [];
  const signatures = checker.getTypeAtLocation(name).getCallSignatures();
  const written = signatures.flatMap(({ declaration }) => declaration ?? []);
  // The type of a member may be named apart from it: `Things["list"]` leads to the member around the function's type.
  const places = [...declared, ...written].flatMap((node) => (ts.isFunctionTypeNode(node) ? [node, node.parent] : [node]));
  return places.flatMap((node) => [node, ...(implementations.get(node) ?? [])]).filter(holdsFunction);
}

/** What a parameter stands for: the arguments of the calls that make one of the client's own objects. */
function argumentsFor(source: Source, name: ts.Identifier): ts.Node[] {
  const declaration = source.checker.getSymbolAtLocation(name)?.valueDeclaration;
  // Its own declaration names it too, and uses nothing.
  if (!declaration || declaration === name.parent) return [];
  if (!ts.isParameter(declaration) || !ts.isFunctionDeclaration(declaration.parent)) return [];
  const place = declaration.parent.parameters.indexOf(declaration);
  const makers = (source.calls.get(declaration.parent) ?? []).filter((call) => makesOwnObject(source, call));
  return makers.flatMap((call) => call.arguments[place] ?? []);
}

/** Every call of a function of the client's, by the function. */
function findCalls(files: readonly ts.SourceFile[], source: Source): void {
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      const functions = ts.isIdentifier(callee) ? functionsOf(source, callee) : [];
      for (const called of functions) source.calls.set(called, [...(source.calls.get(called) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  files.forEach(visit);
}

/** A call that makes one of the client's own objects keeps the functions that it is given: the object's members call them. */
function makesOwnObject({ checker, folder }: Source, node: ts.CallExpression): boolean {
  const declarations = checker.getTypeAtLocation(node).getSymbol()?.declarations ?? [];
  return declarations.some((declaration) => declaration.getSourceFile().fileName.replaceAll("/", sep).startsWith(folder));
}

function operationsCalledIn(start: ts.Node, source: Source): string[] {
  const operations = new Set<string>();
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "call") {
      const [id] = node.arguments;
      if (id && ts.isStringLiteral(id)) operations.add(id.text);
    }
    if (ts.isIdentifier(node)) {
      functionsOf(source, node).forEach(enter);
      argumentsFor(source, node).forEach(enterArgument);
    }
    const handedOn = ts.isCallExpression(node) && makesOwnObject(source, node) ? node.arguments : [];
    ts.forEachChild(node, (child) => {
      const isKept = handedOn.some((argument) => argument === child) && ts.isIdentifier(child);
      // A function that is only defined here runs where it is named.
      const isDefined = (ts.isVariableDeclaration(child) || ts.isFunctionDeclaration(child)) && holdsFunction(child);
      if (!isKept && !isDefined && !(isMember(child) && isReturned(child))) visit(child);
    });
  };
  const enter = (node: ts.Node): void => {
    const file = node.getSourceFile().fileName.replaceAll("/", sep);
    if (seen.has(node) || !file.startsWith(source.folder) || file.includes(".gen.")) return;
    seen.add(node);
    visit(node);
  };
  const enterArgument = (node: ts.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    visit(node);
  };
  enter(start);
  return [...operations].toSorted();
}

/** Every member of every object that is written in `files`, by the declaration that its object's type has of it. */
function findImplementations(files: readonly ts.SourceFile[], checker: ts.TypeChecker): Map<ts.Node, Member[]> {
  const found = new Map<ts.Node, Member[]>();
  const visit = (node: ts.Node): void => {
    if (isMember(node) && ts.isObjectLiteralExpression(node.parent)) {
      const declared = checker.getContextualType(node.parent)?.getProperty(node.name.getText())?.declarations ?? [];
      for (const declaration of declared) found.set(declaration, [...(found.get(declaration) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  files.forEach(visit);
  return found;
}

const isExported = (node: ts.InterfaceDeclaration): boolean =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** Members of the exported interfaces of a file that are functions. */
function methodNames(file: ts.SourceFile, checker: ts.TypeChecker): Set<string> {
  const members = file.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(isExported)
    .flatMap((declaration) => [...declaration.members]);
  return new Set(
    members
      .filter((member) => checker.getTypeAtLocation(member).getCallSignatures().length > 0)
      .map((member) => member.name?.getText() ?? ""),
  );
}

/** Operation ids by the name of the method, for the interfaces in `resources/` of a client's source folder. */
export function methodOperations(folder: string): Map<string, string[]> {
  const files = globSync("resources/*.ts", { cwd: folder }).map((file) => join(folder, file));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.replaceAll("/", sep).startsWith(folder));
  const source = { checker, folder, implementations: findImplementations(own, checker), calls: new Map() };
  findCalls(own, source);
  const found = new Map<string, string[]>();
  for (const path of files) {
    const file = program.getSourceFile(path);
    const methods = file ? methodNames(file, checker) : new Set<string>();
    const visit = (node: ts.Node): void => {
      if (isMember(node) && methods.has(node.name.getText()) && ts.isIdentifier(node.name)) {
        const starts = ts.isShorthandPropertyAssignment(node) ? functionsOf(source, node.name) : [node];
        const ids = starts.flatMap((start) => operationsCalledIn(start, source));
        if (ids.length > 0) found.set(node.name.text, [...new Set([...(found.get(node.name.text) ?? []), ...ids])].toSorted());
      }
      ts.forEachChild(node, visit);
    };
    if (file) visit(file);
  }
  return found;
}
