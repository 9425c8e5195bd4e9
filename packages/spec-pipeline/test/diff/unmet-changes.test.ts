import { expect, test } from "vitest";
import type { Bump } from "../../src/diff/policy.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { compareDocuments } from "./compare-documents.ts";

const API = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  servers: [{ url: "https://api.example.com/v1" }],
  tags: [{ name: "a" }],
  security: [{ k: [] }],
  paths: {
    "/u/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "getU",
        tags: ["a"],
        parameters: [
          { name: "q", in: "query", schema: { type: "string" } },
          { name: "deep", in: "query", style: "deepObject", schema: { type: "object", properties: { a: { type: "string" } } } },
        ],
        responses: {
          "200": {
            description: "ok",
            headers: { "X-A": { schema: { type: "string" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/U" } } },
          },
          "404": { description: "no" },
        },
      },
      put: {
        operationId: "putU",
        tags: ["a"],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/U" } } } },
        responses: { "204": { description: "ok" } },
      },
    },
    "/r": {
      post: {
        operationId: "postR",
        security: [{ o: [] }, { b: [] }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Sent" } } } },
        responses: { "204": { description: "ok" } },
      },
      get: {
        operationId: "getR",
        responses: {
          "200": { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Read" } } } },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      k: { type: "apiKey", in: "header", name: "X-Key" },
      unused: { type: "http", scheme: "basic" },
      b: { type: "http", scheme: "bearer" },
      o: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://t.example", scopes: { r: "R" } } } },
    },
    schemas: {
      U: {
        type: "object",
        required: ["id", "n"],
        properties: { id: { type: "string", readOnly: true }, n: { type: "string" }, p: { type: "string", writeOnly: true } },
      },
      Sent: {
        type: "object",
        properties: {
          ro: { type: "string", readOnly: true },
          n: { type: "object", required: ["x"], properties: { x: { type: "string", readOnly: true } } },
        },
      },
      Read: { type: "object", properties: { wo: { type: "string", writeOnly: true }, b: { type: "string" } } },
      Unused: { type: "object", properties: { a: { type: "string" } } },
    },
  },
};

type Edit = (document: any) => unknown;

/** Changes of the API, most of which no caller meets. */
const EDITS: readonly (readonly [string, Edit, Bump])[] = [
  ["unused component gone", (d) => delete d.components.schemas.Unused, "none"],
  ["unused component changed", (d) => (d.components.schemas.Unused.properties.a.type = "integer"), "none"],
  ["unused component new", (d) => (d.components.schemas.New = { type: "string" }), "none"],
  ["unused parameter component", (d) => (d.components.parameters = { P: { name: "p", in: "query", schema: {} } }), "none"],
  ["unused response component", (d) => (d.components.responses = { P: { description: "x" } }), "none"],
  ["tag of operation gone", (d) => delete d.paths["/u/{id}"].get.tags, "none"],
  ["tag of operation more", (d) => d.paths["/u/{id}"].get.tags.push("b"), "none"],
  ["tags described", (d) => (d.tags[0].description = "x"), "none"],
  ["tags gone", (d) => delete d.tags, "none"],
  ["extension on operation", (d) => (d.paths["/u/{id}"].get["x-a"] = 1), "none"],
  ["extension on schema", (d) => (d.components.schemas.U["x-a"] = 1), "none"],
  ["extension on parameter", (d) => (d.paths["/u/{id}"].get.parameters[0]["x-a"] = 1), "none"],
  ["extension on response", (d) => (d.paths["/u/{id}"].get.responses["200"]["x-a"] = 1), "none"],
  ["extension on root", (d) => (d["x-a"] = 1), "none"],
  ["extension on property", (d) => (d.components.schemas.U.properties.n["x-a"] = 1), "none"],
  ["extension on scheme", (d) => (d.components.securitySchemes.k["x-a"] = 1), "none"],
  ["extension on media type", (d) => (d.paths["/r"].post.requestBody.content["application/json"]["x-a"] = 1), "none"],
  ["extension in discriminator", (d) => (d.components.schemas.U.discriminator = { propertyName: "n", "x-a": 1 }), "none"],
  ["server described", (d) => (d.servers[0].description = "x"), "none"],
  ["server name 3.2", (d) => (d.servers[0].name = "x"), "none"],
  ["server slash", (d) => (d.servers[0].url += "/"), "none"],
  [
    "server variable written out",
    (d) => (d.servers = [{ url: "https://{h}/v1", variables: { h: { default: "api.example.com" } } }]),
    "none",
  ],
  [
    "server variable default described",
    (d) => (d.servers = [{ url: "https://{h}/v1", variables: { h: { default: "api.example.com", description: "D" } } }]),
    "none",
  ],
  ["path servers same", (d) => (d.paths["/r"].servers = [{ url: "https://api.example.com/v1" }]), "none"],
  ["readOnly field of sent changed", (d) => (d.components.schemas.Sent.properties.ro.type = "integer"), "none"],
  ["readOnly field of sent gone", (d) => delete d.components.schemas.Sent.properties.ro, "none"],
  ["readOnly field of sent new", (d) => (d.components.schemas.Sent.properties.r2 = { type: "string", readOnly: true }), "none"],
  ["readOnly field of sent required", (d) => (d.components.schemas.Sent.required = ["ro"]), "none"],
  [
    "readOnly field of sent no longer described but required",
    (d) => {
      d.components.schemas.U.required = ["n"];
      d.components.schemas.U.properties.id = { type: "string", readOnly: true };
    },
    "major",
  ],
  ["writeOnly field of read changed", (d) => (d.components.schemas.Read.properties.wo.type = "integer"), "none"],
  ["writeOnly field of read gone", (d) => delete d.components.schemas.Read.properties.wo, "none"],
  [
    "writeOnly field of read new required",
    (d) => {
      d.components.schemas.Read.properties.w2 = { type: "string", writeOnly: true };
      d.components.schemas.Read.required = ["w2"];
    },
    "none",
  ],
  ["unused scheme gone", (d) => delete d.components.securitySchemes.unused, "none"],
  ["unused scheme changed", (d) => (d.components.securitySchemes.unused.scheme = "digest"), "none"],
  ["scheme described", (d) => (d.components.securitySchemes.k.description = "x"), "none"],
  ["unused oauth scope", (d) => (d.components.securitySchemes.o.flows.clientCredentials.scopes.w = "W"), "none"],
  ["info", (d) => (d.info = { title: "X", version: "2", license: { name: "MIT" }, contact: { name: "a" } }), "none"],
  ["external docs", (d) => (d.externalDocs = { url: "https://d.example" }), "none"],
  ["path summary", (d) => (d.paths["/r"].summary = "x"), "none"],
  ["links", (d) => (d.paths["/u/{id}"].get.responses["200"].links = { a: { operationId: "getR" } }), "none"],
  [
    "accept header parameter",
    (d) => d.paths["/u/{id}"].get.parameters.push({ name: "Accept", in: "header", schema: { type: "string" } }),
    "none",
  ],
  [
    "required content-type parameter",
    (d) =>
      d.paths["/u/{id}"].get.parameters.push({ name: "Content-Type", in: "header", required: true, schema: { type: "string" } }),
    "none",
  ],
  [
    "authorization parameter",
    (d) =>
      d.paths["/u/{id}"].get.parameters.push({ name: "Authorization", in: "header", required: true, schema: { type: "string" } }),
    "none",
  ],
  [
    "content-type header of response",
    (d) => (d.paths["/u/{id}"].get.responses["200"].headers["Content-Type"] = { schema: { type: "string" } }),
    "none",
  ],
  ["parameters []", (d) => (d.paths["/r"].get.parameters = []), "none"],
  ["security same", (d) => (d.paths["/r"].get.security = [{ k: [] }]), "none"],
  ["deprecated false", (d) => (d.paths["/r"].get.deprecated = false), "none"],
  ["requestBody required false", (d) => (d.paths["/r"].post.requestBody.required = false), "none"],
  ["headers {}", (d) => (d.paths["/r"].get.responses["200"].headers = {}), "none"],
  ["content {}", (d) => (d.paths["/r"].post.responses["204"].content = {}), "none"],
  ["encoding {}", (d) => (d.paths["/r"].post.requestBody.content["application/json"].encoding = {}), "none"],
  [
    "encoding on json",
    (d) => (d.paths["/r"].post.requestBody.content["application/json"].encoding = { n: { contentType: "text/plain" } }),
    "none",
  ],
  [
    "charset",
    (d) => {
      const c = d.paths["/r"].get.responses["200"].content;
      c["application/json; charset=utf-8"] = c["application/json"];
      delete c["application/json"];
    },
    "none",
  ],
  [
    "media type case",
    (d) => {
      const c = d.paths["/r"].get.responses["200"].content;
      c["Application/JSON"] = c["application/json"];
      delete c["application/json"];
    },
    "none",
  ],
  [
    "charset sent",
    (d) => {
      const c = d.paths["/r"].post.requestBody.content;
      c["application/json; charset=utf-8"] = c["application/json"];
      delete c["application/json"];
    },
    "none",
  ],
  [
    "parameter by ref",
    (d) => {
      d.components.parameters = { Q: d.paths["/u/{id}"].get.parameters[0] };
      d.paths["/u/{id}"].get.parameters[0] = { $ref: "#/components/parameters/Q" };
    },
    "none",
  ],
  [
    "response by ref",
    (d) => {
      d.components.responses = { Q: d.paths["/u/{id}"].get.responses["200"] };
      d.paths["/u/{id}"].get.responses["200"] = { $ref: "#/components/responses/Q" };
    },
    "none",
  ],
  [
    "body by ref",
    (d) => {
      d.components.requestBodies = { Q: d.paths["/r"].post.requestBody };
      d.paths["/r"].post.requestBody = { $ref: "#/components/requestBodies/Q" };
    },
    "none",
  ],
  [
    "path item by ref",
    (d) => {
      d.components.pathItems = { Q: d.paths["/r"] };
      d.paths["/r"] = { $ref: "#/components/pathItems/Q" };
    },
    "none",
  ],
  [
    "component renamed",
    (d) => {
      d.components.schemas.U2 = d.components.schemas.U;
      delete d.components.schemas.U;
      const t = JSON.stringify(d).replaceAll('schemas/U"', 'schemas/U2"');
      Object.assign(d, JSON.parse(t));
    },
    "none",
  ],
  ["empty webhooks", (d) => (d.webhooks = {}), "none"],
  ["callbacks {}", (d) => (d.paths["/r"].post.callbacks = {}), "none"],
  [
    "path level parameter moved",
    (d) => {
      d.paths["/u/{id}"].get.parameters.push(d.paths["/u/{id}"].parameters[0]);
      d.paths["/u/{id}"].put.parameters = d.paths["/u/{id}"].parameters;
      delete d.paths["/u/{id}"].parameters;
    },
    "none",
  ],
  ["host in capitals", (d) => (d.servers[0].url = "HTTPS://API.example.com/v1"), "none"],
  ["port that goes without saying", (d) => (d.servers[0].url = "https://api.example.com:443/v1"), "none"],
  [
    "servers said by the paths",
    (d) => {
      for (const item of Object.values<any>(d.paths)) item.servers = d.servers;
      delete d.servers;
    },
    "none",
  ],
  [
    "servers said by the operations",
    (d) => {
      for (const item of Object.values<any>(d.paths))
        for (const method of ["get", "put", "post"]) if (item[method]) item[method].servers = d.servers;
      delete d.servers;
    },
    "none",
  ],
  ["deep object exploded", (d) => Object.assign(d.paths["/u/{id}"].get.parameters[1], { explode: true }), "none"],
  [
    "token address with its port",
    (d) => (d.components.securitySchemes.o.flows.clientCredentials.tokenUrl = "https://T.example:443"),
    "none",
  ],
  ["format of a bearer token", (d) => (d.components.securitySchemes.b.bearerFormat = "JWT"), "none"],
  ["header of a key in capitals", (d) => (d.components.securitySchemes.k.name = "X-KEY"), "none"],
  [
    "scheme renamed",
    (d) => {
      d.components.securitySchemes.key = d.components.securitySchemes.k;
      delete d.components.securitySchemes.k;
      d.security = [{ key: [] }];
    },
    "none",
  ],
  [
    "success named by its range",
    (d) => {
      const r = d.paths["/u/{id}"].get.responses;
      r["2XX"] = r["200"];
      delete r["200"];
    },
    "none",
  ],
  ["jsonSchemaDialect", (d) => (d.jsonSchemaDialect = "https://spec.openapis.org/oas/3.1/dialect/base"), "none"],
  ["xml", (d) => (d.components.schemas.U.xml = { name: "u" }), "patch"],
  ["example", (d) => (d.components.schemas.U.properties.n.example = "x"), "patch"],
  ["operation description", (d) => (d.paths["/r"].get.description = "x"), "patch"],
  ["response description", (d) => (d.paths["/r"].get.responses["200"].description = "x"), "patch"],
  // real
  ["R scheme header", (d) => (d.components.securitySchemes.k.name = "X-K2"), "major"],
  [
    "R path",
    (d) => {
      d.paths["/r2"] = d.paths["/r"];
      delete d.paths["/r"];
    },
    "major",
  ],
  ["R server", (d) => (d.servers[0].url = "https://api2.example.com/v1"), "major"],
  ["R port", (d) => (d.servers[0].url = "https://api.example.com:444/v1"), "major"],
  ["R plain http", (d) => (d.servers[0].url = "http://api.example.com/v1"), "major"],
  ["R path of server in capitals", (d) => (d.servers[0].url = "https://api.example.com/V1"), "major"],
  [
    "R servers said by some paths",
    (d) => {
      d.paths["/r"].servers = d.servers;
      delete d.servers;
    },
    "major",
  ],
  [
    "R servers said by paths, of which one is another",
    (d) => {
      d.paths["/r"].servers = d.servers;
      d.paths["/u/{id}"].servers = [{ url: "https://other.example.com" }];
      delete d.servers;
    },
    "major",
  ],
  [
    "R scheme renamed, and of another header",
    (d) => {
      d.components.securitySchemes.key = { ...d.components.securitySchemes.k, name: "X-Other" };
      delete d.components.securitySchemes.k;
      d.security = [{ key: [] }];
    },
    "major",
  ],
  [
    "R key of a query in capitals",
    (d) => (d.components.securitySchemes.k = { type: "apiKey", in: "query", name: "X-KEY" }),
    "major",
  ],
  [
    "R success named by its range, with another body",
    (d) => {
      const r = d.paths["/u/{id}"].get.responses;
      r["2XX"] = { description: "ok", content: { "application/json": { schema: { type: "string" } } } };
      delete r["200"];
    },
    "major",
  ],
  [
    "R one of two ways to succeed named by the range",
    (d) => {
      const r = d.paths["/u/{id}"].get.responses;
      r["201"] = { description: "made", content: { "application/json": { schema: { $ref: "#/components/schemas/Read" } } } };
      r["2XX"] = r["200"];
      delete r["200"];
    },
    "major",
  ],
  ["R field gone from read", (d) => delete d.components.schemas.Read.properties.b, "major"],
  ["R readOnly lifted", (d) => delete d.components.schemas.Sent.properties.ro.readOnly, "minor"],
  ["R readOnly laid", (d) => (d.components.schemas.U.properties.n.readOnly = true), "major"],
  ["R writeOnly lifted", (d) => delete d.components.schemas.Read.properties.wo.writeOnly, "minor"],
  ["R required readOnly lifted", (d) => delete d.components.schemas.U.properties.id.readOnly, "major"],
  [
    "R required header param",
    (d) => d.paths["/u/{id}"].get.parameters.push({ name: "X-Q", in: "header", required: true, schema: { type: "string" } }),
    "major",
  ],
  [
    "R query optional new",
    (d) => d.paths["/u/{id}"].get.parameters.push({ name: "z", in: "query", schema: { type: "string" } }),
    "minor",
  ],
  ["R body required", (d) => (d.paths["/r"].post.requestBody.required = true), "major"],
  ["R error 404 gone", (d) => delete d.paths["/u/{id}"].get.responses["404"], "major"],
  ["R status new", (d) => (d.paths["/u/{id}"].get.responses["500"] = { description: "x" }), "minor"],
  ["R operation gone", (d) => delete d.paths["/r"].get, "major"],
  [
    "R operation new",
    (d) => (d.paths["/r"].patch = { operationId: "patchR", responses: { "204": { description: "x" } } }),
    "minor",
  ],
  ["R security demanded", (d) => (d.paths["/r"].get.security = [{ k: [], unused: [] }]), "major"],
  ["R anonymous", (d) => (d.paths["/r"].get.security = []), "minor"],
  [
    "R media type",
    (d) => {
      const c = d.paths["/r"].get.responses["200"].content;
      c["text/csv"] = c["application/json"];
      delete c["application/json"];
    },
    "major",
  ],
  ["R deprecated", (d) => (d.paths["/r"].get.deprecated = true), "minor"],
  ["R id", (d) => (d.paths["/r"].get.operationId = "listR"), "major"],
  [
    "R style",
    (d) =>
      Object.assign(d.paths["/u/{id}"].get.parameters[0], {
        schema: { type: "array", items: { type: "string" } },
        explode: false,
      }),
    "major",
  ],
  ["R header gone", (d) => delete d.paths["/u/{id}"].get.responses["200"].headers["X-A"], "major"],
];

test.each(EDITS)("%s", (_what, edit, bump) => {
  const after = structuredClone(API);
  edit(after);
  const there = compareDocuments(API, after);
  expect(there).toMatchObject({ bump });
  // The reverse of a change that no caller meets does not matter either.
  expect(bump === "none" ? compareDocuments(after, API) : there).toMatchObject({ bump });
});

/** A union whose variants are told by their tags alone. */
function unionOf(names: Readonly<Record<string, string>>, mapping: Readonly<Record<string, string>>): JsonObject {
  const variants = Object.fromEntries(
    Object.entries(names).map(([name, field]) => [
      name,
      {
        type: "object",
        required: ["kind"],
        properties: { kind: { type: "string" }, [field]: { type: "string" }, next: { $ref: "#/components/schemas/Union" } },
      },
    ]),
  );
  const union = {
    oneOf: Object.keys(names).map((name) => ({ $ref: `#/components/schemas/${name}` })),
    discriminator: { propertyName: "kind", mapping },
  };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Union" } } };
  return {
    ...API,
    paths: {
      "/r": {
        post: { operationId: "postR", requestBody: { content }, responses: { "200": { description: "ok", content } } },
      },
    },
    components: { ...API.components, schemas: { ...variants, Union: union } },
  };
}

test("a tag names a variant, for any name and spelling of the variant", () => {
  const names = { Cat: "meow", Dog: "woof" };
  const before = unionOf(names, { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" });
  const equal = [
    unionOf(names, { dog: "Dog", cat: "Cat" }),
    unionOf({ Feline: "meow", Dog: "woof" }, { cat: "#/components/schemas/Feline", dog: "#/components/schemas/Dog" }),
    unionOf({ Feline: "meow", Canine: "woof" }, { cat: "Feline", dog: "Canine" }),
  ];
  for (const after of equal) {
    expect(compareDocuments(before, after)).toEqual({ bump: "none", changes: [] });
    expect(compareDocuments(after, before)).toEqual({ bump: "none", changes: [] });
  }
  const swapped = unionOf(names, { cat: "#/components/schemas/Dog", dog: "#/components/schemas/Cat" });
  expect(compareDocuments(before, swapped).bump).toBe("major");
});
