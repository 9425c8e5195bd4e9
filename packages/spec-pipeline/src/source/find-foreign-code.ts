import ts from "typescript";
import type { Problem } from "../problems/problem.ts";

/** Code that no emitter writes, and its place. Lines and columns count from 1. */
export interface ForeignCode {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The modules that a generated file may import from. The list is fixed, so that no text of a document can load another one. */
const MODULES = /^(?:@specloom\/client-runtime(?:\/validate)?|\.\/[a-z-]+\.gen\.ts)$/;

const { SyntaxKind: Kind } = ts;

/** The parts of types. A type runs nothing, so its names and texts are free. */
const TYPES: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.AnyKeyword,
  Kind.ArrayType,
  Kind.BigIntKeyword,
  Kind.BooleanKeyword,
  Kind.CallSignature,
  Kind.DotDotDotToken,
  Kind.ExpressionWithTypeArguments,
  Kind.FalseKeyword,
  Kind.FunctionType,
  Kind.HeritageClause,
  Kind.Identifier,
  Kind.IndexedAccessType,
  Kind.IndexSignature,
  Kind.IntersectionType,
  Kind.LiteralType,
  Kind.MinusToken,
  Kind.NamedTupleMember,
  Kind.NeverKeyword,
  Kind.NullKeyword,
  Kind.NumberKeyword,
  Kind.NumericLiteral,
  Kind.ObjectKeyword,
  Kind.OptionalType,
  Kind.Parameter,
  Kind.ParenthesizedType,
  Kind.PrefixUnaryExpression,
  Kind.PropertySignature,
  Kind.QuestionToken,
  Kind.ReadonlyKeyword,
  Kind.RestType,
  Kind.StringKeyword,
  Kind.StringLiteral,
  Kind.TrueKeyword,
  Kind.TupleType,
  Kind.TypeLiteral,
  Kind.TypeOperator,
  Kind.TypeParameter,
  Kind.TypeQuery,
  Kind.TypeReference,
  Kind.UndefinedKeyword,
  Kind.UnionType,
  Kind.UnknownKeyword,
  Kind.VoidKeyword,
]);

const LITERALS: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.FalseKeyword,
  Kind.NullKeyword,
  Kind.NumericLiteral,
  Kind.BigIntLiteral,
  Kind.StringLiteral,
  Kind.TrueKeyword,
]);

/**
 * Everything in a generated file outside the grammar of generated files, which `docs/generated-code.md` prints. A file that passes declares
 * types, and constants made of literals, lists, objects, names of the file and calls of its imports. It runs nothing else when it is
 * imported, whatever a document says.
 */
export function findForeignCode(text: string): readonly ForeignCode[] {
  const file = ts.createSourceFile(
    "generated.ts",
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    ts.ScriptKind.TS,
  );
  return new Grammar(file).check();
}

/** The same as problems of the generated files among these: path to text. */
export function foreignCodeProblems(files: ReadonlyMap<string, string>): readonly Problem[] {
  return [...files]
    .filter(([path]) => path.endsWith(".gen.ts"))
    .flatMap(([path, text]) =>
      findForeignCode(text).map(({ line, column, message }): Problem => ({
        rule: "foreign-code",
        severity: "error",
        message: `code that no emitter writes: ${message}`,
        fix: "run specloom generate; if the code is still there, report the document to the maintainers of specloom",
        location: { file: path, line, column },
      })),
    );
}

class Grammar {
  readonly #file: ts.SourceFile;
  readonly #found: ForeignCode[] = [];
  /** The names that the file imports, and may call. */
  readonly #imported = new Set<string>();
  /** Further names that expressions may use: constants of the file. */
  readonly #constants = new Set<string>(["undefined"]);

  constructor(file: ts.SourceFile) {
    this.#file = file;
  }

  check(): readonly ForeignCode[] {
    for (const { start, messageText } of syntaxErrors(this.#file)) {
      this.#report(start, `does not parse: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
    }
    for (const { pos } of [
      ...this.#file.referencedFiles,
      ...this.#file.typeReferenceDirectives,
      ...this.#file.libReferenceDirectives,
    ]) {
      this.#report(pos, "a directive that loads another file");
    }
    for (const statement of this.#file.statements) this.#declare(statement);
    for (const statement of this.#file.statements) this.#statement(statement);
    return this.#found;
  }

  #declare(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) this.#imported.add(name.text);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) this.#constants.add(name.text);
    }
  }

  #statement(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) return this.#import(statement);
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      if (hasOnlyExport(statement)) return statement.forEachChild((child) => this.#member(child));
    } else if (ts.isVariableStatement(statement) && hasOnlyExport(statement)) {
      if ((statement.declarationList.flags & ts.NodeFlags.Const) !== 0) {
        for (const declaration of statement.declarationList.declarations) this.#constant(declaration);
        return;
      }
    }
    if (isEmptyExport(statement)) return;
    this.#reportNode(statement, "a statement of another kind");
  }

  #import({ importClause, moduleSpecifier, attributes }: ts.ImportDeclaration): void {
    const module = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
    if (!MODULES.test(module)) this.#reportNode(moduleSpecifier, `an import of ${JSON.stringify(module)}`);
    const bindings = importClause?.namedBindings;
    if (importClause?.name || attributes || !bindings || !ts.isNamedImports(bindings)) {
      this.#reportNode(moduleSpecifier, "an import of something else than names");
    }
  }

  /** A part of an interface or of an alias: its name, and its parts. */
  #member(node: ts.Node): void {
    if (node.kind === Kind.ExportKeyword) return;
    this.#type(node);
  }

  #type(node: ts.Node): void {
    if (!TYPES.has(node.kind)) return this.#reportNode(node, "a type of another kind");
    if (ts.isPropertySignature(node) && ts.isComputedPropertyName(node.name)) {
      if (!ts.isStringLiteral(node.name.expression)) this.#reportNode(node.name, "a computed name");
      return node.type && this.#type(node.type);
    }
    node.forEachChild((child) => this.#type(child));
  }

  #constant({ name, type, initializer }: ts.VariableDeclaration): void {
    if (!ts.isIdentifier(name)) return this.#reportNode(name, "a pattern in place of a name");
    if (type) this.#type(type);
    if (initializer) this.#expression(initializer);
    else this.#reportNode(name, "a constant without a value");
  }

  #expression(node: ts.Expression): void {
    if (LITERALS.has(node.kind)) return;
    if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.MinusToken && ts.isNumericLiteral(node.operand)) return;
    if (ts.isIdentifier(node)) {
      if (!this.#imported.has(node.text) && !this.#constants.has(node.text))
        this.#reportNode(node, `a name that the file does not declare: ${node.text}`);
      return;
    }
    if (ts.isParenthesizedExpression(node)) return this.#expression(node.expression);
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      this.#type(node.type);
      return this.#expression(node.expression);
    }
    if (ts.isArrayLiteralExpression(node)) return node.elements.forEach((element) => this.#expression(element));
    if (ts.isObjectLiteralExpression(node)) return node.properties.forEach((property) => this.#property(property));
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isArrowFunction(node) && node.parameters.length === 0 && !node.modifiers && !ts.isBlock(node.body)) {
      return this.#expression(node.body);
    }
    this.#reportNode(node, "an expression of another kind");
  }

  #property(property: ts.ObjectLiteralElementLike): void {
    if (!ts.isPropertyAssignment(property)) return this.#reportNode(property, "something else than a key with a value");
    const { name } = property;
    const isText = ts.isComputedPropertyName(name) && ts.isStringLiteral(name.expression);
    if (!isText && !ts.isIdentifier(name) && !ts.isStringLiteral(name) && !ts.isNumericLiteral(name))
      this.#reportNode(name, "a computed key");
    // As a plain key, it would set the object's prototype.
    if ((ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === "__proto__") this.#reportNode(name, "a prototype");
    this.#expression(property.initializer);
  }

  #call({ expression, arguments: given, questionDotToken, typeArguments }: ts.CallExpression): void {
    const isHelper = ts.isIdentifier(expression) && this.#imported.has(expression.text);
    if (!isHelper || questionDotToken) this.#reportNode(expression, "a call of something that is not imported");
    for (const type of typeArguments ?? []) this.#type(type);
    for (const argument of given) this.#expression(argument);
  }

  #reportNode(node: ts.Node, message: string): void {
    this.#report(node.getStart(this.#file), message);
  }

  #report(position: number, message: string): void {
    const { line, character } = this.#file.getLineAndCharacterOfPosition(position);
    this.#found.push({ line: line + 1, column: character + 1, message });
  }
}

/** `export {};` makes a file without exports a module. */
function isEmptyExport(statement: ts.Statement): boolean {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier || !statement.exportClause) return false;
  return ts.isNamedExports(statement.exportClause) && statement.exportClause.elements.length === 0;
}

function hasOnlyExport({ modifiers }: ts.VariableStatement | ts.InterfaceDeclaration | ts.TypeAliasDeclaration): boolean {
  return (modifiers ?? []).every(({ kind }) => kind === Kind.ExportKeyword);
}

/** The compiler keeps the errors of parsing on the file, and has no public name for them. */
function syntaxErrors(file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every file that was parsed has the list.
  return (file as ts.SourceFile & { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
}
