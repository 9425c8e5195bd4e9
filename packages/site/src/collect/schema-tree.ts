/** Writes schemas as trees: each field with its type, meaning and limits, and the fields inside of it. */
import type { TreeNode } from "../data/site-data.ts";
import { inlineMarkdown } from "./render-markdown.ts";
import type { Schema } from "./schema.ts";

/** Component schemas by name. */
export type Components = Readonly<Record<string, Schema>>;

const refName = (ref: string): string => ref.split("/").at(-1) ?? ref;

interface Found {
  readonly schema: Schema;
  readonly name: string | undefined;
}

/** Follows a reference; what stands beside it, such as a description, wins. */
function follow(schema: Schema, components: Components): Found {
  let found: Found = { schema, name: undefined };
  for (const seen = new Set<string>(); found.schema.$ref !== undefined && !seen.has(found.schema.$ref);) {
    const { $ref, ...beside } = found.schema;
    seen.add($ref);
    const name = refName($ref);
    found = { schema: { ...components[name], ...beside }, name };
  }
  return found;
}

/** The choices of a schema. An `allOf` of one is a way to write a description beside a reference. */
function choicesOf(schema: Schema): readonly Schema[] | undefined {
  return schema.anyOf ?? schema.oneOf;
}

function typeText(schema: Schema, components: Components): string {
  const { schema: shown, name } = follow(schema, components);
  if (shown.const !== undefined) return JSON.stringify(shown.const);
  const choices = choicesOf(shown);
  if (choices) return [...new Set(choices.map((choice) => typeText(choice, components)))].join(" or ");
  const [only, ...others] = shown.allOf ?? [];
  if (only && others.length === 0) return typeText(only, components);
  if (shown.allOf) return name ?? "object";
  const types = [shown.type ?? (shown.properties ? "object" : shown.enum ? "value" : "any value")].flat();
  return types
    .map((type) => {
      if (type === "string" && shown.contentSchema) return `text of ${typeText(shown.contentSchema, components)}`;
      if (type === "array") return `list of ${shown.items ? typeText(shown.items, components) : "any value"}`;
      if (type === "object" && name !== undefined) return name;
      if (type === "object" && typeof shown.additionalProperties === "object" && !shown.properties)
        return `object of ${typeText(shown.additionalProperties, components)}`;
      // A format says nothing of null.
      return shown.format && type !== "null" ? `${type} (${shown.format})` : type;
    })
    .join(" or ");
}

/** Values that the document lists, wherever they stand: in the schema, in a list's items, in one of several choices. */
function valuesOf(schema: Schema, components: Components, depth = 0): readonly string[] {
  const { schema: shown } = follow(schema, components);
  if (shown.enum) return shown.enum.map((value) => JSON.stringify(value));
  if (depth > 2) return [];
  if (shown.items) return valuesOf(shown.items, components, depth + 1);
  return (choicesOf(shown) ?? []).flatMap((choice) => valuesOf(choice, components, depth + 1));
}

function limitsOf(schema: Schema): readonly string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  return [
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    minItems !== undefined && `at least ${minItems} items`,
    maxItems !== undefined && `at most ${maxItems} items`,
    pattern !== undefined && `pattern ${pattern}`,
  ].filter((limit) => limit !== false);
}

/** The fields of a schema, and of all that an `allOf` combines. */
function fieldsOf(schema: Schema, components: Components): { properties: Record<string, Schema>; required: readonly string[] } {
  const parts = (schema.allOf ?? []).map((part) => fieldsOf(follow(part, components).schema, components));
  return {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties), schema.properties),
    required: [...parts.flatMap(({ required }) => required), ...(schema.required ?? [])],
  };
}

interface Named {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string | undefined;
}

/** `above`: names of the components that the node is inside of, which are not opened again. */
export function schemaTree(
  schema: Schema,
  { name, required, description }: Named,
  components: Components,
  above: readonly string[] = [],
): TreeNode {
  const { schema: shown, name: component } = follow(schema, components);
  const within = component !== undefined && above.includes(component) ? component : undefined;
  const inside = component === undefined ? above : [...above, component];
  const text = description ?? shown.description;
  const values = valuesOf(shown, components);
  const limits = limitsOf(shown);
  const meaning = [text, limits.length > 0 ? `Limits: ${limits.join(", ")}.` : ""].filter(Boolean).join(" ");
  return {
    name,
    type: typeText(schema, components),
    required,
    description: meaning === "" ? undefined : inlineMarkdown(meaning),
    values: values.length > 0 ? [...new Set(values)] : undefined,
    preset: shown.default === undefined ? undefined : JSON.stringify(shown.default),
    within,
    children: within === undefined ? childrenOf(shown, components, inside) : [],
  };
}

function childrenOf(schema: Schema, components: Components, above: readonly string[]): readonly TreeNode[] {
  const choices = choicesOf(schema)?.filter((choice) => hasFields(choice, components));
  if (choices && choices.length > 1) {
    return choices.map((choice, index) => {
      const { schema: shown, name } = follow(choice, components);
      const label = shown.title ?? name ?? `choice ${index + 1}`;
      return schemaTree(choice, { name: label, required: false }, components, above);
    });
  }
  if (choices?.[0]) return open(choices[0], components, above);
  const inner = schema.items ?? schema.contentSchema;
  if (inner) return open(inner, components, above);
  const { properties, required } = fieldsOf(schema, components);
  const fields = Object.entries(properties).map(([field, value]) =>
    schemaTree(value, { name: field, required: required.includes(field) }, components, above),
  );
  const others = schema.additionalProperties;
  if (typeof others !== "object" || !hasFields(others, components)) return fields;
  return [...fields, schemaTree(others, { name: "any other key", required: false }, components, above)];
}

/** The fields of a list's items, or of the one choice that has some, without a node of their own. */
function open(schema: Schema, components: Components, above: readonly string[]): readonly TreeNode[] {
  const { schema: shown, name } = follow(schema, components);
  if (name !== undefined && above.includes(name)) return [];
  return childrenOf(shown, components, name === undefined ? above : [...above, name]);
}

function hasFields(schema: Schema, components: Components): boolean {
  const { schema: shown } = follow(schema, components);
  if (shown.properties || shown.allOf || typeof shown.additionalProperties === "object") return true;
  const inner = shown.items ?? shown.contentSchema;
  return inner !== undefined && hasFields(inner, components);
}
