/**
 * Which operations each method of a client calls, read from the client's source: `call("operationId", …)` in a function, or in one that
 * it names. Nothing else says so, and a note beside each method could go stale.
 */
import ts from "typescript";

interface Definition {
  operations: Set<string>;
  names: Set<string>;
}

/** What a piece of code calls itself, and which other names it mentions. */
function readDefinition(node: ts.Node): Definition {
  const found: Definition = { operations: new Set(), names: new Set() };
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child) && ts.isIdentifier(child.expression) && child.expression.text === "call") {
      const [id] = child.arguments;
      if (id && ts.isStringLiteral(id)) found.operations.add(id.text);
    }
    if (ts.isIdentifier(child)) found.names.add(child.text);
    // `headers.get` is no mention of a method called `get`.
    if (ts.isPropertyAccessExpression(child)) visit(child.expression);
    else ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function definitions(sources: readonly string[]): Map<string, Definition> {
  const all = new Map<string, Definition>();
  const visit = (node: ts.Node): void => {
    const named =
      ts.isFunctionDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isPropertyAssignment(node) ||
      ts.isMethodDeclaration(node);
    if (named && node.name && ts.isIdentifier(node.name)) {
      const { operations, names } = readDefinition(node);
      const known = all.get(node.name.text);
      for (const id of known?.operations ?? []) operations.add(id);
      for (const name of known?.names ?? []) names.add(name);
      all.set(node.name.text, { operations, names });
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest));
  return all;
}

/** Names of what the exported interfaces of a file have as members: in a resource's file, its methods and the fields of its parameters. */
export function memberNames(source: string): string[] {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest);
  return file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members.map(({ name }) => name))
    .filter((name) => name !== undefined)
    .filter(ts.isIdentifier)
    .map(({ text }) => text);
}

/** Operation ids by the name of the method, of those members that call any. */
export function methodOperations(sources: readonly string[], members: readonly string[]): Map<string, string[]> {
  const all = definitions(sources);
  const reach = (name: string, seen: Set<string>): string[] => {
    const definition = all.get(name);
    if (!definition || seen.has(name)) return [];
    seen.add(name);
    return [...definition.operations, ...[...definition.names].flatMap((other) => reach(other, seen))];
  };
  const entries = members.map((member): [string, string[]] => [member, [...new Set(reach(member, new Set()))].toSorted()]);
  return new Map(entries.filter(([, ids]) => ids.length > 0));
}
