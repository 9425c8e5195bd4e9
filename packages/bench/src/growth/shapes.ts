/** A schema of a made document. */
type Schema = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly title: string;
  /** Component schemas whose references make the shape. */
  readonly schemas: (count: number) => readonly Schema[];
}

const CLIQUE = 10;
const at = (index: number): Schema => ({ $ref: `#/components/schemas/T${index}` });
const objectOf = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  properties: { kind: { type: "string", enum: ["small", "large"] }, ...properties },
});
const indexes = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Shapes on which a walk along all paths, or a search in a list for each entry, takes more than its share of time. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  ring: {
    title: "a ring: each schema refers to the next, the last to the first",
    schemas: (count) => indexes(count).map((index) => objectOf({ next: at((index + 1) % count) })),
  },
  cliques: {
    title: "cliques of ten: each schema refers to all others of its ten",
    schemas: (count) =>
      indexes(count).map((index) => {
        const first = index - (index % CLIQUE);
        const others = indexes(CLIQUE).map((offset) => first + offset);
        const known = others.filter((other) => other !== index && other < count);
        return objectOf(Object.fromEntries(known.map((other) => [`p${other}`, at(other)])));
      }),
  },
  ladder: {
    title: "a ladder: two ways from each rung to the next, so paths double",
    schemas: (count) =>
      indexes(count).map((index) => objectOf(index + 1 < count ? { left: at(index + 1), right: at(index + 1) } : {})),
  },
  chain: {
    title: "a chain: each schema has the next in its allOf",
    schemas: (count) =>
      indexes(count).map((index) =>
        index + 1 < count ? { allOf: [at(index + 1), objectOf({ [`own${index}`]: { type: "string" } })] } : objectOf({}),
      ),
  },
  union: {
    title: "a union of all schemas, told apart by a tag",
    schemas: (count) => {
      const variants = indexes(count).slice(1);
      return [
        variants.length === 0 ? objectOf({}) : { oneOf: variants.map(at), discriminator: { propertyName: "type" } },
        ...variants.map((index) => ({
          type: "object",
          required: ["type"],
          properties: { type: { type: "string", enum: [`T${index}`] } },
        })),
      ];
    },
  },
  enum: {
    title: "an enum of 100 values that all schemas share",
    schemas: (count) => [
      { type: "string", enum: indexes(100).map((index) => `value-${index}`) },
      ...indexes(count)
        .slice(1)
        .map(() => objectOf({ chosen: at(0) })),
    ],
  },
};

/** Name of a shape. */
export type ShapeName = string;

/** An OpenAPI document with a shape of so many schemas. An operation sends and reads each of them. */
export function documentOfShape(shape: ShapeName, count: number): Readonly<Record<string, unknown>> {
  const schemas = SHAPES[shape]?.schemas(count) ?? [];
  const paths = schemas.map((_schema, index) => {
    const content = { "application/json": { schema: at(index) } };
    const operation = {
      operationId: `send${index}`,
      summary: "Send",
      requestBody: { required: true, content },
      responses: { 200: { description: "Done.", content }, 400: { description: "Refused." } },
    };
    return [`/t${index}`, { post: operation }] as const;
  });
  return {
    openapi: "3.1.0",
    info: { title: "Shape", version: "1", license: { name: "MIT", url: "https://spdx.org/licenses/MIT" } },
    servers: [{ url: "https://api.shape.example" }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries(schemas.map((schema, index) => [`T${index}`, schema])),
    },
  };
}
