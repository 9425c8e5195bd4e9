const MAX_DEPTH = 6;
const MAX_ITEMS = 100;
const WIDTH = 90;

/** A value as a console prints it: a text as it is, everything else as its literal, on one line where it fits. */
export function inspect(value: unknown): string {
  return typeof value === "string" ? value : literal(value, 0, new Set());
}

function literal(value: unknown, depth: number, above: ReadonlySet<unknown>): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (above.has(value)) return "[circular]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Error)
    return value.stack?.includes(value.message) && depth > 0 ? value.message : `${value.name}: ${value.message}`;
  const inside = new Set([...above, value]);
  if (value instanceof RegExp || value instanceof URL) return String(value);
  if (value instanceof Headers || value instanceof URLSearchParams) return literal(Object.fromEntries(value), depth, above);
  if (value instanceof Map) return `Map ${literal([...value], depth, inside)}`;
  if (value instanceof Set) return `Set ${literal([...value], depth, inside)}`;
  if (depth >= MAX_DEPTH) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => literal(item, depth + 1, inside));
    if (value.length > MAX_ITEMS) items.push(`… ${value.length - MAX_ITEMS} more`);
    return combine("[", items, "]", depth);
  }
  const fields = Object.entries(value).map(
    ([key, field]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(field, depth + 1, inside)}`,
  );
  return combine("{", fields, "}", depth);
}

function combine(open: string, parts: readonly string[], close: string, depth: number): string {
  if (parts.length === 0) return open + close;
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (line.length + 2 * depth <= WIDTH && !line.includes("\n")) return line;
  const indent = "  ".repeat(depth + 1);
  return `${open}\n${parts.map((part) => indent + part).join(",\n")}\n${"  ".repeat(depth)}${close}`;
}
