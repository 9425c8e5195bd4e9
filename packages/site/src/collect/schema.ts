import type { Json } from "specloom/model";

/** The part of a schema that the site shows. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly items?: Schema;
  /** What a text holds that is a document of its own. */
  readonly contentSchema?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
}

/** A schema of a bundled spec, which lint has found to be one. */
export function schemaOf(schema: Json | undefined): Schema | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return typeof schema === "object" && schema !== null ? (schema as Schema) : undefined;
}
