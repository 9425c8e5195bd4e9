import type { Schema } from "./schema.ts";

const MAX_DEPTH = 6;

/** A value that fits a schema: the document's own example, or the least that its required fields need. */
export function exampleOf(schema: Schema, components: Readonly<Record<string, Schema>>, depth = 0): unknown {
  const { $ref, example, examples, default: preset, enum: values, anyOf, oneOf, allOf } = schema;
  if (example !== undefined) return example;
  if (examples?.[0] !== undefined) return examples[0];
  if (preset !== undefined) return preset;
  if (schema.const !== undefined) return schema.const;
  if (values) return values[0];
  if (depth > MAX_DEPTH) return null;
  if ($ref !== undefined) return exampleOf(components[$ref.split("/").at(-1) ?? ""] ?? {}, components, depth + 1);
  const [choice] = anyOf ?? oneOf ?? [];
  if (choice) return exampleOf(choice, components, depth + 1);
  if (allOf) return Object.assign({}, ...allOf.map((part) => exampleOf(part, components, depth + 1)));
  const [type] = [schema.type ?? (schema.properties ? "object" : "string")].flat();
  if (type === "array") return [exampleOf(schema.items ?? {}, components, depth + 1)];
  if (type === "integer" || type === "number") return schema.minimum ?? 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  if (type !== "object") return textOf(schema);
  const required = schema.required ?? [];
  return Object.fromEntries(required.map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, components, depth + 1)]));
}

function textOf({ format }: Schema): string {
  if (format === "date") return "2026-06-09";
  if (format === "date-time") return "2026-06-09T00:00:00Z";
  if (format === "uuid") return "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
  return "text";
}
