import { openSchema, type Node } from "./open-schema.ts";

/** An expression of a program, and what may stand there instead of a value. */
interface Reached {
  readonly text: string;
  readonly maybeMissing: boolean;
}

/** Levels down to which fields are read, and how many of them in one response. */
const DEEPEST = 7;
const MOST_LINES = 2_000;

/**
 * One statement for each field of a response: it reads the field on the way that the types of `document` show, and writes it into a variable
 * of the type that a reader of the document expects.
 */
export function readLines(document: Node, schema: Node, name: string): readonly string[] {
  const lines: string[] = [];
  const visit = (node: Node, at: Reached, guard: string, names: readonly string[]): void => {
    const opened = openSchema(document, node);
    const { types, values, fields, required, items, variants } = opened;
    // A schema that contains itself is read once.
    if (names.length > DEEPEST || opened.names.some((own) => names.includes(own)) || lines.length > MOST_LINES) return;
    const inner = [...names, ...(opened.names.length > 0 ? opened.names : [""])];
    lines.push(`${guard}{ const value: ${typeText(opened)}${at.maybeMissing ? " | undefined" : ""} = ${at.text}; void value; }`);
    const maybeMissing = at.maybeMissing || types.includes("null") || hasNull(document, variants);
    const step = maybeMissing ? "?." : ".";
    for (const [field, own] of fields) {
      if (own["writeOnly"] === true) continue;
      const text = `${at.text}${maybeMissing ? "?." : ""}[${JSON.stringify(field)}]`;
      visit(own, { text, maybeMissing: maybeMissing || !required.has(field) }, guard, inner);
    }
    if (items !== undefined && values.length === 0)
      visit(items, { text: `${at.text}${step === "?." ? "?." : ""}[0]!`, maybeMissing }, guard, inner);
    for (const variant of variants) {
      const others = variants.filter((other) => other !== variant && !isNull(document, other));
      if (others.length === 0) {
        visit(variant, { text: at.text, maybeMissing }, guard, inner);
        continue;
      }
      const [tag, value] = tagOf(document, variant) ?? [];
      if (tag === undefined) continue;
      const told = `if (${at.text}${maybeMissing ? "?." : ""}[${JSON.stringify(tag)}] === ${JSON.stringify(value)}) `;
      visit(variant, { text: at.text, maybeMissing: false }, `${guard}${told}`, inner);
    }
  };
  visit(schema, { text: name, maybeMissing: false }, "", []);
  return lines;
}

/** What a program expects of a value: what is said of it in one word, or nothing. Texts from a list may be others some day. */
function typeText({ types, values, variants }: ReturnType<typeof openSchema>): string {
  if (variants.length > 0) return "unknown";
  const isText = values.length > 1 && values.some((value) => typeof value === "string");
  if (values.length > 0 && !isText) return values.map((value) => JSON.stringify(value)).join(" | ");
  const texts = types.map((type) => TYPE_TEXTS.get(type) ?? "unknown");
  return texts.length === 0 ? "unknown" : texts.join(" | ");
}

const TYPE_TEXTS: ReadonlyMap<string, string> = new Map([
  ["string", "string"],
  ["integer", "number"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
  ["array", "readonly unknown[]"],
  ["object", "object"],
]);

function isNull(document: Node, schema: Node): boolean {
  const { types } = openSchema(document, schema);
  return types.length === 1 && types[0] === "null";
}

function hasNull(document: Node, variants: readonly Node[]): boolean {
  return variants.some((variant) => openSchema(document, variant).types.includes("null"));
}

/** The field that tells a variant from the others, with its constant. */
function tagOf(document: Node, variant: Node): readonly [string, unknown] | undefined {
  for (const [name, field] of openSchema(document, variant).fields) {
    const { values } = openSchema(document, field);
    if (values.length === 1) return [name, values[0]];
  }
  return undefined;
}
