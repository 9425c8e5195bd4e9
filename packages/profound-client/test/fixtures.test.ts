import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { operations } from "../src/generated/operations.gen.ts";
import { inputValidators, outputValidators } from "../src/generated/validators.gen.ts";
import { createProfoundClient, isApiError, type Operations, type ProfoundClient } from "../src/index.ts";
import { readFixture, respond } from "./support/fixture.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

interface SpecOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
}

const spec: { paths: Record<string, Record<string, SpecOperation>> } = parse(
  readFileSync(new URL("../../../specs/profound/openapi.gen.yaml", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { uuid: true, "date-time": true } });
ajv.addSchema({ ...spec, $id: "spec" });

/** The address of an operation's response schema in the bundled spec. */
function schemaOf(id: string, status: number): string {
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const [method, { operationId, responses }] of Object.entries(methods)) {
      if (operationId !== id) continue;
      const [mediaType = ""] = Object.keys(responses[status]?.content ?? {});
      const pointer = ["paths", path, method, "responses", String(status), "content", mediaType, "schema"];
      return `spec#/${pointer.map((part) => encodeURIComponent(part.replaceAll("/", "~1"))).join("/")}`;
    }
  }
  throw new Error(`the spec has no operation ${id}`);
}

/** The result of a call with the fixture's input: the response, or all events. */
async function receive({ call }: ProfoundClient, id: keyof Operations, name: string): Promise<unknown> {
  if (id !== "streamCitations") return call(id, readFixture(id, name).input);
  const events: unknown[] = [];
  for await (const event of call(id, readFixture(id, name).input)) events.push(event);
  return events;
}

const isOperation = (id: string): id is keyof Operations => id in operations;

describe.each(readdirSync(new URL("fixtures/", import.meta.url)).toSorted())("%s", (file) => {
  const [id = "", name = ""] = file.split(".");
  if (!isOperation(id)) throw new Error(`${file} is not named after an operation`);
  const fixture = readFixture(id, name);

  test("says where it comes from", () => {
    expect(["docs-example", "made"]).toContain(fixture.origin);
  });

  test("fits the bundled spec", async () => {
    const validate = ajv.getSchema(schemaOf(id, fixture.status));
    // An event's data is JSON in a string, as the spec says. The generated validators check its content below.
    const received = fixture.events?.map(({ event, data }) => ({ event, data: JSON.stringify(data) })) ?? fixture.body;
    await validate?.(received);
    expect(validate?.errors ?? []).toEqual([]);
  });

  test("passes the client unchanged, and fits the validators", async () => {
    const profound = createProfoundClient({
      apiKey: "key-for-fixtures",
      maxRetries: 0,
      validate: outputValidators,
      fetch: heldToSpec(async () => respond(fixture)),
    });
    const received = receive(profound, id, name).then(
      (body) => ({ status: 200, body }),
      (error: unknown) => (isApiError(error) ? { status: error.status, body: error.body } : error),
    );
    expect(await received).toEqual({ status: fixture.status, body: fixture.events ?? fixture.body });
  });

  test("has an input that the mock accepts", () => {
    expect(inputValidators[id](fixture.input)).toEqual([]);
  });
});
