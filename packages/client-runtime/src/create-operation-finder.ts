import type { OperationDescriptor, OperationTable } from "./operation.ts";

/** A row of an operation table whose path fits an address. */
export interface FoundOperation {
  readonly id: string;
  readonly operation: OperationDescriptor;
  /** The values of the path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the operations of a path below the base URL, the nearest first: text that is written is nearer than a parameter in its place. */
export type OperationFinder = (path: string) => readonly FoundOperation[];

/** Reads the paths of a table once, so that the operations of a path can be found. */
export function createOperationFinder(table: OperationTable): OperationFinder {
  const routes = Object.entries(table).map(([id, operation]) => ({ id, operation, ...readTemplate(operation.path) }));
  routes.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return (path) =>
    routes.flatMap(({ id, operation, pattern, names }) => {
      const values = pattern.exec(path)?.slice(1).map(decode);
      if (!values || values.includes(undefined)) return [];
      return { id, operation, parameters: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""])) };
    });
}

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Sorts nearer templates first: what stands for a parameter, and for the end, comes after every other letter. */
  readonly rank: string;
}

/** The paths that a template stands for: what it writes, as an address writes it, and something for each parameter. */
function readTemplate(template: string): Template {
  const [first = "", ...rest] = template.split("{");
  const parts = rest.map((part) => part.split("}"));
  const pattern = parts.map(([, text = ""]) => `([^/]+)${literal(text)}`).join("");
  return {
    pattern: new RegExp(`^${literal(first)}${pattern}$`),
    names: parts.map(([name = ""]) => name),
    rank: `${template.replaceAll(/\{[^}]*\}/g, "\uFFFF")}\uFFFF`,
  };
}

function literal(text: string): string {
  // Behind a letter: a dot alone is a step in an address.
  return new URL(`http://host/x${text}`).pathname.slice(2).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** An encoding that is none fits nothing. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
