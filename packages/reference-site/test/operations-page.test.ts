import { readApi } from "specloom/model";
import { expect, test } from "vitest";
import { operationsPage } from "../src/operations-page.ts";

const page = operationsPage(
  readApi({
    info: { title: "Some API" },
    servers: [{ url: "https://api.some.test" }],
    paths: {
      "/things/{id}": {
        get: {
          operationId: "getThing",
          summary: "Get a <thing>",
          security: [{ key: [] }, { token: [] }],
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            "200": { description: "Fine", content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
            default: { $ref: "#/components/responses/Failed" },
          },
        },
      },
    },
    components: {
      schemas: {
        Thing: {
          required: ["id"],
          properties: {
            id: { type: "string", description: "a | b\nsecond line" },
            size: { type: ["integer", "null"], default: 10 },
            tags: { type: "array", items: { enum: ["x", "y"] } },
            events: { type: "array", items: { oneOf: [{ title: "summary", properties: {} }, { type: "string" }] } },
          },
        },
      },
      securitySchemes: { key: { type: "apiKey", in: "header", name: "x-key" }, token: { type: "http", scheme: "bearer" } },
      responses: { Failed: { description: "Failed" } },
    },
  }).value,
  new Map([["getThing", ["get", "find"]]]),
);

test("an operation has its method, path, credentials, parameters, answers and callers", () => {
  expect(page).toContain("| [getThing](#getthing) | GET | `/things/{id}` |");
  expect(page).toContain(
    "**GET** `/things/{id}` — Get a &lt;thing>\n\nCalled by `get`, `find`.\n\nCredential: `key`, or `token`.",
  );
  expect(page).toContain("| `id` | path | string | yes |  |");
  expect(page).toContain("| 200 | Fine | `application/json` [Thing](#thing) |");
  expect(page).toContain("| default | Failed | nothing |");
});

test("a schema has its fields on one line each", () => {
  expect(page).toContain("| `id` | string | yes | a \\| b second line |");
  expect(page).toContain("| `size` | integer or null |  | Default `10`. |");
  expect(page).toContain("| `events` | list of `summary` or string |  |  |");
  expect(page).toContain('| `tags` | list of `"x"` or `"y"` |  |  |');
});
