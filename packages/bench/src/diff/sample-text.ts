import { follow, openSchema, type Node } from "./open-schema.ts";

export interface SampleSettings {
  readonly document: Node;
  /** Whether fields are given that may be left out. */
  readonly full: boolean;
  /** Which of the values of an enum, or of the variants of a union, is taken: this one, or what it is modulo their number. */
  readonly choice: number;
  /** Whether the value is a form, whose bytes are files. */
  readonly isForm?: boolean;
}

/** Levels below which fields that may be left out are left out: a schema that contains itself has no end. */
const DEEPEST = 6;

/** A value that fits a schema, as a program writes it; undefined where nothing is known that fits. */
export function sampleText(schema: Node, settings: SampleSettings, depth = 0): string | undefined {
  const { types, values, fields, required, items, variants } = openSchema(settings.document, schema);
  if (depth > 2 * DEEPEST) return undefined;
  const { choice } = settings;
  if (values.length > 0) return JSON.stringify(values[choice % values.length]);
  const variant = variants[choice % Math.max(1, variants.length)];
  if (variant !== undefined && fields.size === 0) return sampleText(variant, settings, depth + 1);
  const type = types[choice % Math.max(1, types.length)];
  if (type === "array") {
    const item = items === undefined ? "null" : sampleText(items, settings, depth + 1);
    return item === undefined ? "[]" : `[${item}]`;
  }
  if (type === "object") {
    const asked = [...fields].filter(
      ([name, field]) => field["readOnly"] !== true && (isFull(settings, depth) || required.has(name)),
    );
    const texts = asked.map(([name, field]) => [name, sampleText(field, settings, depth + 1), required.has(name)] as const);
    if (texts.some(([, text, isRequired]) => text === undefined && isRequired)) return undefined;
    const own = texts.flatMap(([name, text]) => (text === undefined ? [] : [`${JSON.stringify(name)}: ${text}`]));
    const more = variant === undefined ? undefined : sampleText(variant, settings, depth + 1);
    return `{ ${[...own, ...(more?.startsWith("{") ? [`...${more}`] : [])].join(", ")} }`;
  }
  return settings.isForm === true && isBytes(settings.document, schema) ? 'new Blob(["a"])' : SCALARS.get(type ?? "");
}

function isBytes(document: Node, schema: Node): boolean {
  const { format, contentMediaType, contentEncoding } =
    typeof schema["$ref"] === "string" ? follow(document, schema["$ref"]) : schema;
  return format === "binary" || (contentMediaType !== undefined && contentEncoding === undefined);
}

function isFull({ full }: SampleSettings, depth: number): boolean {
  return full && depth < DEEPEST;
}

const SCALARS: ReadonlyMap<string, string> = new Map([
  ["string", '"a"'],
  ["integer", "1"],
  ["number", "1.5"],
  ["boolean", "true"],
  ["null", "null"],
  ["", "{}"],
]);

/** How many choices there are to make before each value and variant was taken once. */
export function choicesOf(document: Node, schema: Node, depth = 0): number {
  if (depth > DEEPEST) return 1;
  const { types, values, fields, items, variants } = openSchema(document, schema);
  const inner = [...fields.values(), ...variants, ...(items === undefined ? [] : [items])];
  return Math.max(1, types.length, values.length, variants.length, ...inner.map((node) => choicesOf(document, node, depth + 1)));
}
