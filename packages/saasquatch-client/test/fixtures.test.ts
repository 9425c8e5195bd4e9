import { readFileSync, readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { operations } from "../src/generated/operations.gen.ts";
import { inputValidators, outputValidators } from "../src/generated/validators.gen.ts";
import { createSaaSquatchClient, isApiError, type Operations } from "../src/index.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

/** A request and its response. `docs-example`: taken from the vendor's page; `made`: written by us after the page's schema, which has no examples. */
interface Fixture {
  readonly origin: "docs-example" | "made";
  readonly input: Operations[keyof Operations]["input"] & object;
  readonly status: number;
  /** Absent where the response has no body. */
  readonly body?: unknown;
}

const folder = new URL("fixtures/", import.meta.url);
const spec = parse(readFileSync(new URL("../../../specs/saasquatch/openapi.gen.yaml", import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: false, formats: { int32: true, int64: true, email: true } });
ajv.addSchema({ ...spec, $id: "spec" });

/** The schema of an operation's response, as a reference into the bundled spec; undefined where the response has no body. */
function schemaOf(id: string, status: number): string | undefined {
  for (const [path, methods] of Object.entries<
    Record<string, { operationId?: string; responses: Record<string, { content?: object }> }>
  >(spec.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId !== id) continue;
      const key = String(status) in operation.responses ? String(status) : "default";
      if (key !== "default" && operation.responses[key]?.content === undefined) return undefined;
      if (key === "default") return "spec#/components/schemas/Error";
      const pointer = ["paths", path, method, "responses", key, "content", "application/json", "schema"];
      return `spec#/${pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
    }
  }
  throw new Error(`the spec has no operation ${id}`);
}

const names = readdirSync(folder).toSorted();

describe.each(names)("%s", (name) => {
  const fixture: Fixture = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  const id = Object.keys(operations).find((operation) => name.startsWith(`${operation}.`));

  test("is named after an operation, and says where it comes from", () => {
    expect(id).toBeDefined();
    expect(["docs-example", "made"]).toContain(fixture.origin);
  });

  test("fits the bundled spec", () => {
    const schema = schemaOf(id ?? "", fixture.status);
    expect(schema === undefined).toBe(fixture.body === undefined);
    if (schema === undefined) return;
    const validate = ajv.getSchema(schema);
    expect(validate?.(fixture.body)).toBe(true);
  });

  test("passes the client unchanged", async () => {
    const { call } = createSaaSquatchClient({
      tenantAlias: "test_mock",
      apiKey: "TEST_key",
      maxRetries: 0,
      validate: outputValidators,
      fetch: heldToSpec(async () =>
        fixture.body === undefined
          ? new Response(null, { status: fixture.status })
          : Response.json(fixture.body, { status: fixture.status }),
      ),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the id and the input of a fixture belong together
    const received = call(id as "listReferrals", fixture.input as object).then(
      (body) => ({ status: 200, body }),
      (error: unknown) => (isApiError(error) ? { status: error.status, body: error.body } : error),
    );
    expect(await received).toEqual({ status: fixture.status, body: fixture.body });
  });

  test("has an input that the mock accepts", () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- found in the table of operations
    const validate = inputValidators[id as keyof Operations];
    const { path, ...rest } = { path: {}, ...fixture.input };
    expect(validate({ ...rest, path: { tenant_alias: "test_mock", ...path } })).toEqual([]);
  });
});
