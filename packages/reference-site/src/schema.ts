import type { Json } from "specloom/model";

/** The part of a schema that the site shows. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** A schema of a bundled spec, which lint has found to be one. */
export function schemaOf(schema: Json | undefined): Schema | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return typeof schema === "object" && schema !== null ? (schema as Schema) : undefined;
}
