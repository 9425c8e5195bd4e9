/**
 * Which operations each method of a client calls, read from the client's source: the operation ids that stand in the method, and in functions
 * of its file that it names. Nothing else says so, and a note beside each method could go stale.
 */
import { globSync } from "node:fs";
import { join } from "node:path";
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

/** The function of the same file that a name stands for. */
function functionNamed(name: ts.Identifier, checker: ts.TypeChecker): ts.Node | undefined {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  return symbol?.declarations?.find((node) => node.getSourceFile() === name.getSourceFile() && holdsFunction(node));
}

function operationsIn(start: ts.Node, ids: ReadonlySet<string>, checker: ts.TypeChecker): Set<string> {
  const found = new Set<string>();
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    // An id in a type is one that may be given, and not one that is.
    if (ts.isTypeNode(node) || seen.has(node)) return;
    seen.add(node);
    if (ts.isStringLiteral(node) && ids.has(node.text)) found.add(node.text);
    const named = ts.isIdentifier(node) ? functionNamed(node, checker) : undefined;
    if (named) visit(named);
    ts.forEachChild(node, (child) => {
      // A function that is only defined here runs where it is named.
      if (!((ts.isVariableDeclaration(child) || ts.isFunctionDeclaration(child)) && holdsFunction(child))) visit(child);
    });
  };
  visit(start);
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

/** Of the operations with `ids`, those of each method of the interfaces in `resources/` of a client's source folder, by the method's name. */
export function methodOperations(folder: string, ids: ReadonlySet<string>): Map<string, string[]> {
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
  const found = new Map<string, string[]>();
  for (const path of files) {
    const file = program.getSourceFile(path);
    const methods = file ? methodNames(file, checker) : new Set<string>();
    const visit = (node: ts.Node): void => {
      if (isMember(node) && methods.has(node.name.getText()) && ts.isIdentifier(node.name)) {
        const own = operationsIn(node, ids, checker);
        const { text } = node.name;
        if (own.size > 0) found.set(text, [...new Set([...(found.get(text) ?? []), ...own])].toSorted());
      }
      ts.forEachChild(node, visit);
    };
    if (file) visit(file);
  }
  return found;
}
