import { isList, type Json, type JsonObject } from "../document/json.ts";

/** The part of a schema that is for readers, not for the compiler. */
export interface SchemaWords {
  /** The description, and the limits that no type holds. The vendor's titles repeat the name, and are left out. */
  readonly text?: string;
  readonly format?: string;
  readonly deprecated?: true;
  readonly default?: Json;
  readonly examples?: readonly Json[];
}

/** Undefined if it has no words. */
export function readSchemaWords(schema: JsonObject): SchemaWords | undefined {
  const { description, format, example, examples } = schema;
  const text = [typeof description === "string" ? description.trim() : "", limitsOf(schema)].filter((line) => line !== "");
  const shown = [...(example === undefined ? [] : [example]), ...(isList(examples) ? examples : [])];
  const words: SchemaWords = {
    ...(text.length > 0 ? { text: text.join("\n") } : {}),
    ...(typeof format === "string" && format !== "" ? { format } : {}),
    ...(schema["deprecated"] === true ? { deprecated: true } : {}),
    ...(schema["default"] === undefined ? {} : { default: schema["default"] }),
    ...(shown.length > 0 ? { examples: shown } : {}),
  };
  return Object.keys(words).length > 0 ? words : undefined;
}

const LIMITS: readonly (readonly [key: string, text: string])[] = [
  ["minimum", "at least "],
  ["exclusiveMinimum", "above "],
  ["maximum", "at most "],
  ["exclusiveMaximum", "below "],
  ["minLength", "min. characters "],
  ["maxLength", "max. characters "],
  ["minItems", "min. entries "],
  ["maxItems", "max. entries "],
  ["pattern", "pattern "],
];

function limitsOf(schema: JsonObject): string {
  const limits = LIMITS.flatMap(([key, text]) => {
    const limit = schema[key];
    return typeof limit === "number" || typeof limit === "string" ? [`${text}${limit}`] : [];
  });
  return limits.length === 0 ? "" : `Limits: ${limits.join(", ")}.`;
}
