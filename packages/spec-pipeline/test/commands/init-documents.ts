/** Small documents of all kinds, as sources for `specloom init`. */
const PETS = {
  info: { title: "Pets", version: "1" },
  servers: [
    {
      url: "https://{region}.pets.example/{version}/",
      variables: {
        region: { default: "eu", enum: ["eu", "us"], description: "Where the pets live." },
        version: { default: "v1" },
      },
    },
  ],
  security: [{ Key: [] }, { Login: [] }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        summary: "List pets",
        parameters: [{ name: "kind", in: "query", required: true, schema: { enum: ["cat", "dog"] } }],
        responses: {
          200: {
            description: "Pets",
            content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } },
          },
          404: { description: "None" },
        },
      },
    },
    "/pets/{id}/picture": {
      get: {
        operationId: "getPicture",
        summary: "A picture",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          200: { description: "Picture", content: { "image/png": { schema: { type: "string", format: "binary" } } } },
          404: { description: "None" },
        },
      },
    },
  },
  components: {
    schemas: { Pet: { type: "object", required: ["name"], properties: { name: { type: "string" } } } },
    securitySchemes: {
      Key: { type: "apiKey", in: "header", name: "X-Pet-Key" },
      Login: { type: "http", scheme: "basic" },
    },
  },
};

export const PETS_3_0: object = {
  openapi: "3.0.4",
  ...PETS,
  components: {
    ...PETS.components,
    schemas: {
      Pet: {
        type: "object",
        required: ["name", "weight"],
        example: { name: "Rex", weight: 4 },
        properties: {
          name: { type: "string", nullable: true },
          weight: { type: "number", minimum: 0, exclusiveMinimum: true },
          passport: { type: "string", format: "byte" },
        },
      },
    },
  },
};

export const PETS_3_1: Readonly<Record<string, unknown>> = {
  openapi: "3.1.1",
  ...PETS,
  webhooks: {
    petBorn: {
      post: {
        operationId: "petBorn",
        summary: "A pet is born",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        responses: { 200: { description: "Heard" }, 404: { description: "Nobody" } },
      },
    },
  },
};

/** With features of 3.2: events described item by item, and methods that no client of ours sends. */
export const PETS_3_2: object = {
  openapi: "3.2.0",
  ...PETS,
  paths: {
    ...PETS.paths,
    "/toys": {
      get: {
        operationId: "listToys",
        summary: "List toys",
        parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
        responses: {
          200: {
            description: "Toys",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: {
                    data: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
                    next_cursor: { type: ["string", "null"] },
                  },
                },
              },
            },
          },
          404: { description: "None" },
        },
      },
      post: {
        operationId: "createToy",
        summary: "Make a toy",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["id", "name", "colour"],
                properties: {
                  id: { type: "string", readOnly: true },
                  name: { type: "string" },
                  colour: { enum: ["red", "blue"] },
                  weight: { type: "number" },
                },
              },
            },
          },
        },
        responses: { 204: { description: "Made" }, 422: { description: "Too loud" } },
      },
    },
    "/births": {
      get: {
        operationId: "watchBirths",
        summary: "Watch births",
        responses: {
          200: {
            description: "Births",
            content: {
              "text/event-stream": {
                itemSchema: {
                  type: "object",
                  required: ["event", "data"],
                  properties: {
                    event: { const: "birth" },
                    data: {
                      type: "string",
                      contentMediaType: "application/json",
                      contentSchema: { $ref: "#/components/schemas/Pet" },
                    },
                  },
                },
              },
            },
          },
          404: { description: "None" },
        },
      },
      query: { operationId: "queryBirths", summary: "Ask", responses: { 200: { description: "Births" } } },
    },
  },
};

/** The only write is a form with a file. */
export const UPLOADS = `openapi: 3.1.0
info: { title: Uploads, version: "1" }
servers: [{ url: https://uploads.example/v1 }]
paths:
  /files:
    post:
      operationId: createFile
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file, purpose]
              properties: { file: { type: string, format: binary }, purpose: { enum: [batch, vision] } }
      responses: { "200": { description: Kept, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }
`;

/** None of this may stop init, and all of it is common. */
export const DIRTY = `openapi: 3.1.0
info: { title: "Dirty | API", version: }
servers: [{ url: "http://dirty.example" }]
security: [{ Query: [] }, { Cookie: [] }]
paths:
  /things:
    get: { operationId: things, responses: { "200": { description: Things, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } } }
    post: { operationId: things, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { "200": { description: Made, content: { application/json: { schema: { type: any } } } }, "204": { description: Nothing } } }
    delete: { responses: { "204": { description: Gone } } }
  /things/{thing-id}/class:
    get:
      operationId: "get thing's class"
      tags:
      parameters:
        - { name: unused, in: path, required: true, schema: { type: string } }
        - { name: session, in: cookie, schema: { type: string } }
        - { name: filter, in: query, schema: { type: object, properties: { pattern: { type: string, pattern: "(?<=" } } } }
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { "200": { description: Class, content: { application/json: { schema: { $ref: "#/components/schemas/A-B.C" } } } } }
    head: { responses: { default: { description: Whatever } } }
webhooks:
components:
  parameters:
  schemas:
    Nothing:
    "A-B.C": { nullable: true, oneOf: [{ $ref: "#/components/schemas/Thing" }, { type: integer, exclusiveMinimum: true, minimum: 1 }] }
    Thing:
      properties:
        id: { type: string, nullable: true, required: true }
        next: { $ref: "#/components/schemas/Thing" }
        "odd */ name": { type: string, description: "ends */ a comment", enum: [a, a, null] }
        constructor: { type: number, format: int64 }
        empty:
        kind: { type: null }
  securitySchemes:
    Query: { type: apiKey, in: query, name: key }
    Cookie: { type: apiKey, in: cookie, name: key }
    constructor: { type: oauth2, flows: {} }
    Machine: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: {} } } }
    Same: { $ref: "#/components/securitySchemes/Headers" }
    Headers: { type: http, scheme: bearer }
    Certificate: { type: mutualTLS }
`;

/** Names and paths that no program would choose. */
export const ODD_NAMES = `openapi: 3.0.1
info: { title: "Weird", version: 1.0 }
servers: [{ url: https://odd.example/api }]
paths:
  /a%20b/{id}:
    get: { operationId: __proto__, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "200": { description: ok } } }
  /q?x=1:
    get: { operationId: "1st", responses: { "200": { description: ok, content: { "application/json; charset=utf-8": { schema: true } } } } }
  /frag#a:
    get: { operationId: "a'b\\"c\`d\${e}", responses: { "2XX": { description: ok, content: { text/plain: { schema: { type: string } } } } } }
  "/ümlaut/{näme}/{two.dots}":
    post: { operationId: "import", requestBody: { content: { multipart/form-data: { schema: { type: object } } } }, responses: { default: { description: ok, content: { "*/*": { schema: { $ref: "#/components/schemas/Loop" } } } } } }
  /nolead/:
    get: { responses: { "301": { description: moved } } }
  /list:
    get: { parameters: [{ $ref: "#/components/parameters/P" }], responses: { "200": { $ref: "#/components/responses/R" } } }
components:
  parameters: { P: { name: "x[y]", in: query, required: true, schema: { type: array, items: { type: string } } } }
  responses: { R: { description: "", content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Loop" }, { type: object, nullable: true }] } } } } }
  schemas:
    Loop: { type: object, additionalProperties: { $ref: "#/components/schemas/Loop" }, properties: { "": { type: string }, "a-b": { enum: [] }, t: { type: [string, "null"] }, d: { type: string, default: 5 } } }
`;

/** One document in three files, two of which refer to each other. */
export const SEVERAL_FILES: ReadonlyMap<string, string> = new Map([
  [
    "openapi.yaml",
    `openapi: 3.0.0
info: { title: Files, version: "1" }
servers: [{ url: https://files.example }]
paths:
  /folders: { $ref: paths/folders.yaml }
`,
  ],
  [
    "paths/folders.yaml",
    `get:
  operationId: listFolders
  summary: List folders
  responses:
    "200": { description: Folders, content: { application/json: { schema: { $ref: ../schemas/folder.json } } } }
    "404": { description: None }
`,
  ],
  [
    "schemas/folder.json",
    '{ "type": "object", "properties": { "name": { "type": "string" }, "inside": { "type": "array", "items": { "$ref": "folder.json" } } } }\n',
  ],
]);

/** JSON as people write it by hand, with the version as a number. */
export const COMMENTED = `// Read this first: https://docs.example
{
  "openapi": 3.1, /* the newest */
  "info": { "title": "Commented", "version": "1" },
  "servers": [{ "url": "https://commented.example" }], // one
  "paths": { "/a": { "get": { "operationId": "readA", "responses": { "200": { "description": "A" }, } } } },
}
`;

/** No operation of it can be called with a guessed input. */
export const DEMANDING = `openapi: 3.1.0
info: { title: Demanding, version: "1" }
servers: [{ url: https://demanding.example }]
paths:
  /births/{day}:
    get:
      operationId: allBirths
      parameters: [{ name: day, in: path, required: true, schema: { type: string, format: date } }]
      responses: { "200": { description: Births, content: { text/event-stream: { schema: { type: string } } } } }
  /things:
    post:
      operationId: makeThing
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses: { "201": { description: Made, content: { application/json: { schema: { type: object } } } } }
  /things/{id}:
    get:
      operationId: readThing
      parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
      responses: { "200": { description: Thing, content: { application/json: { schema: { type: object } } } } }
    head:
      operationId: hasThing
      parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
      responses: { "204": { description: Yes } }
`;

/** Two schemes are asked for by many operations, and neither is defined. */
export const UNDEFINED_SCHEMES: string = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Undefined", version: "1" },
  servers: [{ url: "https://undefined.example" }],
  security: [{ token: [] }],
  paths: Object.fromEntries(
    [...Array(50).keys()].map((index) => [
      `/things/${index}`,
      {
        get: {
          operationId: `readThing${index}`,
          ...(index % 10 === 0 ? { security: [{ token: [], key: [] }] } : {}),
          responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object" } } } } },
        },
      },
    ]),
  ),
});

export const WEBHOOKS_ONLY = `openapi: 3.1.0
info: { title: Hooks, version: "1" }
paths: {}
webhooks:
  born: { post: { operationId: born, responses: { "200": { description: Seen } } } }
`;
