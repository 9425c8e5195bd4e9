import { parseSync, visitorKeys } from "oxc-parser";

export interface Reference {
  /** Specifier of an import, or name of a global. */
  readonly name: string;
  readonly line: number;
}

/** The facts about a source file that the rules of the workspace need. */
export interface Module {
  /** Path from the workspace's root, with forward slashes. */
  readonly path: string;
  /** Everything it imports: statements, re-exports, `import()` of a literal, `import()` in a type, `require` of a literal. */
  readonly imports: readonly Reference[];
  /** Names that are not bound by the syntax around them alone: identifiers, and `object.member` for members of identifiers. */
  readonly names: readonly Reference[];
  /** Names under which it exports something of its own. */
  readonly exports: readonly Reference[];
  readonly comments: readonly Reference[];
  /** Types of the statements at the top, as the syntax tree names them; `ReExport` for `export { a } from "…"`. */
  readonly statements: readonly Reference[];
  /** Constants at the top that are not exported and whose values are written out, not computed. */
  readonly constants: readonly Reference[];
  /** Titles of tests and of groups of tests. */
  readonly titles: readonly Reference[];
}

/** A node of the syntax tree, read by its keys: the walk is the same for all of its types. */
type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The name of an identifier. */
const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" && typeof node["name"] === "string" ? node["name"] : undefined;

/** The value of a string literal. */
const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;

/** The identifier that a chain of calls and members starts with: `test` of `test.each(cases)("…")`. */
function rootOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "MemberExpression") return rootOf(node["object"]);
  return node.type === "CallExpression" ? rootOf(node["callee"]) : nameOf(node);
}

/** Keys of objects, classes and types name a member, not a variable; so does what follows a dot. */
function isMemberName(parent: Node | undefined, key: string): boolean {
  if (parent === undefined || parent["computed"] === true) return false;
  if (key === "property") return parent.type === "MemberExpression";
  if (key === "key") return parent["shorthand"] !== true;
  return false;
}

/** Whether a value is written out: literals, and lists, objects, sets and maps of them. An empty one is there to be filled. */
function isWrittenOut(node: unknown): boolean {
  if (!isNode(node)) return false;
  const all = (key: string): boolean => list(node[key]).length > 0 && list(node[key]).every(isWrittenOut);
  switch (node.type) {
    case "Literal":
      return true;
    case "Identifier":
      return IN_CAPITALS.test(nameOf(node) ?? "");
    case "TemplateLiteral":
      return list(node["expressions"]).every(isWrittenOut);
    case "UnaryExpression":
      return isWrittenOut(node["argument"]);
    case "ArrayExpression":
      return all("elements");
    case "ObjectExpression":
      return all("properties");
    case "Property":
      return isWrittenOut(node["value"]);
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return isWrittenOut(node["expression"]);
    case "NewExpression":
      return ["Map", "RegExp", "Set"].includes(nameOf(node["callee"]) ?? "") && all("arguments");
    default:
      return false;
  }
}

/** A name as constants have it. */
export const IN_CAPITALS: RegExp = /^[A-Z][A-Z0-9_]*$/;

/** Reads a TypeScript or JavaScript source. Throws where it does not parse, since every rule would pass an unread file. */
export function readModule(path: string, source: string): Module {
  const { program, module, comments, errors } = parseSync(path, source);
  const [error] = errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);

  const lineStarts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const reference = (name: string, offset: number): Reference => ({
    name,
    line: lineStarts.findLastIndex((start) => start <= offset) + 1,
  });

  const imports = module.staticImports.map(({ moduleRequest }) => reference(moduleRequest.value, moduleRequest.start));
  const exports: Reference[] = [];
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, exportName, start } of entries) {
      if (moduleRequest) imports.push(reference(moduleRequest.value, moduleRequest.start));
      else if (exportName.name !== null) exports.push(reference(exportName.name, exportName.start ?? start));
    }
  }

  const names: Reference[] = [];
  const titles: Reference[] = [];
  const visit = (node: Node, parent: Node | undefined, parentKey: string): void => {
    const name = nameOf(node);
    if (name !== undefined && !isMemberName(parent, parentKey)) names.push(reference(name, node.start));

    const object = node.type === "MemberExpression" ? nameOf(node["object"]) : undefined;
    if (object !== undefined) {
      const member = node["computed"] === true ? textOf(node["property"]) : nameOf(node["property"]);
      if (member !== undefined) names.push(reference(`${object}.${member}`, node.start));
    }

    const callee = nameOf(node["callee"]);
    const [argument] = list(node["arguments"]);
    if (node.type === "CallExpression" && callee !== undefined) names.push(reference(`${callee}()`, node.start));
    if (node.type === "NewExpression" && callee !== undefined && argument === undefined) {
      names.push(reference(`new ${callee}()`, node.start));
    }

    const title = textOf(argument);
    if (title !== undefined && ["test", "it", "describe"].includes(rootOf(node["callee"]) ?? ""))
      titles.push(reference(title, node.start));

    const isImport = node.type === "ImportExpression" || node.type === "TSImportType";
    const imported = callee === "require" ? textOf(argument) : isImport ? textOf(node["source"]) : undefined;
    if (imported !== undefined) imports.push(reference(imported, node.start));

    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of list(node[key])) if (isNode(child)) visit(child, node, key);
    }
  };
  if (isNode(program)) visit(program, undefined, "");

  const constants = program.body.flatMap((statement): Reference[] => {
    if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return [];
    return statement.declarations.flatMap(({ id, init, start }) => {
      const name = nameOf(id);
      return name !== undefined && isWrittenOut(init) ? [reference(name, start)] : [];
    });
  });

  return {
    path,
    constants,
    imports,
    names,
    exports,
    titles,
    comments: comments.map(({ value, start }) => reference(value, start)),
    statements: program.body.map((statement) => {
      const isReExport = statement.type === "ExportNamedDeclaration" && statement.source !== null;
      return reference(isReExport ? "ReExport" : statement.type, statement.start);
    }),
  };
}
