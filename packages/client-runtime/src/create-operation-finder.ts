import type { OperationDescriptor, OperationTable } from "./operation.ts";

/** A row of an operation table whose path fits an address. */
export interface FoundOperation {
  readonly id: string;
  readonly operation: OperationDescriptor;
  /** The values of the path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The same values as the address has them. */
  readonly written: Readonly<Record<string, string>>;
}

/** Finds the operations of a path below the base URL, the nearest first: fixed text is nearer than a parameter in its place. */
export type OperationFinder = (path: string) => readonly FoundOperation[];

/** Reads the paths of a table once, so that operations can be found by their path. */
export function createOperationFinder(table: OperationTable): OperationFinder {
  const routes = Object.entries(table).map(([id, operation]) => ({ id, operation, ...readTemplate(operation) }));
  routes.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return (path) =>
    routes.flatMap(({ id, operation, pattern, names }) => {
      const written = pattern.exec(path)?.slice(1);
      const values = written?.map(decode);
      if (!written || !values || values.includes(undefined)) return [];
      const named = (texts: readonly (string | undefined)[]): Record<string, string> =>
        Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ""]));
      return { id, operation, parameters: named(values), written: named(written) };
    });
}

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Sorts nearer templates first: the signs for a parameter and for the end come after every other letter. */
  readonly rank: string;
}

/** The paths that a template stands for: its text, encoded as in an address, and a sign for each parameter. */
function readTemplate({ path, styles }: OperationDescriptor): Template {
  const [template = ""] = path.split(/[?#]/);
  const [first = "", ...rest] = template.split("{");
  const parts = rest.map((part) => part.split("}"));
  const value = (name: string): string => (styles?.path?.[name]?.allowReserved ? "(.+)" : "([^/]+)");
  const pattern = parts.map(([name = "", text = ""]) => value(name) + literal(text)).join("");
  return {
    pattern: new RegExp(`^${literal(first)}${pattern}$`),
    names: parts.map(([name = ""]) => name),
    rank: `${template.replaceAll(/\{[^}]*\}/g, "\uFFFF")}\uFFFF`,
  };
}

function literal(text: string): string {
  // With a letter before it: a dot alone is a step in an address.
  return new URL(`http://host/x${text}`).pathname.slice(2).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** An invalid encoding fits nothing. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
