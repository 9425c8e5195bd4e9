/** A schema of a made document. */
type Schema = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly title: string;
  /** Component schemas whose references make the shape. */
  readonly schemas: (count: number) => readonly Schema[];
  /** What the operation that begins at a schema sends and reads, by media type; JSON of the schema where the shape says nothing. */
  readonly content?: (index: number, count: number) => Readonly<Record<string, unknown>>;
}

const CLIQUE = 10;
const at = (index: number): Schema => ({ $ref: `#/components/schemas/T${index}` });
const objectOf = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  properties: { kind: { type: "string", enum: ["small", "large"] }, ...properties },
});
const indexes = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const FORM = "application/x-www-form-urlencoded";
const PARTS = "multipart/form-data";
const FILE: Schema = { type: "string", format: "binary" };

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
  required: {
    title: "a chain in which each schema requires fields of those behind it",
    schemas: (count) =>
      indexes(count).map((index) => {
        if (index + 1 === count) return objectOf({ id: { type: "string" } });
        const own = objectOf({ [`own${index}`]: { type: "string" } });
        return { allOf: [at(index + 1)], ...own, required: ["id", `own${index}`, "kind"] };
      }),
  },
  lattice: {
    title: "a lattice: each schema has the next two in its allOf, so ways double",
    schemas: (count) =>
      indexes(count).map((index) => {
        const parts = [index + 1, index + 2].filter((part) => part < count).map(at);
        return parts.length > 0 ? { allOf: [...parts, objectOf({ [`own${index}`]: { type: "string" } })] } : objectOf({});
      }),
  },
  heirs: {
    title: "a tree of heirs: each schema extends the one before it, and the first is told apart by a tag",
    schemas: (count) =>
      indexes(count).map((index) =>
        index === 0
          ? { ...objectOf({ type: { type: "string" } }), required: ["type"], discriminator: { propertyName: "type" } }
          : { allOf: [at(index - 1), objectOf({ [`own${index}`]: { type: "string" } })] },
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
  fields: {
    title: "a form with a field for each schema, in parts and in one text, each with an encoding",
    schemas: (count) => [
      objectOf({
        file: FILE,
        ...Object.fromEntries(
          indexes(count)
            .slice(1)
            .map((index) => [`field${index}`, at(index)]),
        ),
      }),
      ...indexes(count)
        .slice(1)
        .map((index) => objectOf({ tags: { type: "array", items: { type: "string" } }, [`own${index}`]: { type: "number" } })),
    ],
    content: (index, count) => {
      const fields =
        index === 0
          ? indexes(count)
              .slice(1)
              .map((field) => `field${field}`)
          : ["tags"];
      const parts = Object.fromEntries(fields.map((field) => [field, { contentType: "application/json" }]));
      const styles = Object.fromEntries(fields.map((field) => [field, { style: "deepObject", explode: true }]));
      return { [PARTS]: { schema: at(index), encoding: parts }, [FORM]: { schema: at(index), encoding: styles } };
    },
  },
  nest: {
    title: "forms in forms: each schema is a form, and a field of the one before it",
    schemas: (count) =>
      indexes(count).map((index) =>
        objectOf({
          name: { type: "string" },
          files: { type: "array", items: FILE },
          ...(index + 1 < count && { next: at(index + 1) }),
        }),
      ),
    content: (index) => ({ [index % 2 === 0 ? PARTS : FORM]: { schema: at(index) } }),
  },
  media: {
    title: "an operation that sends and reads each schema in a media type of its own",
    schemas: (count) => indexes(count).map((index) => objectOf({ [`own${index}`]: { type: "string" } })),
    content: (index, count) =>
      Object.fromEntries(
        index === 0
          ? indexes(count).map((other) => [`application/vnd.shape.v${other}+json`, { schema: at(other) }])
          : [[`application/vnd.shape.v${index}+json`, { schema: at(index) }]],
      ),
  },
};

const jsonOf = (index: number): Readonly<Record<string, unknown>> => ({ "application/json": { schema: at(index) } });

/** Name of a shape. */
export type ShapeName = string;

/** An OpenAPI document with a shape of so many schemas. An operation sends and reads each of them. */
export function documentOfShape(shape: ShapeName, count: number): Readonly<Record<string, unknown>> {
  const { schemas: schemasOf, content: contentOf = jsonOf } = SHAPES[shape] ?? { schemas: () => [] };
  const schemas = schemasOf(count);
  const paths = schemas.map((_schema, index) => {
    const content = contentOf(index, count);
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
