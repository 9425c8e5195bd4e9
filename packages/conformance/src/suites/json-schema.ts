import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type Json, type JsonObject } from "../../../spec-pipeline/src/document/json.ts";
import { loadModules } from "../load-modules.ts";
import type { Failure, Suite } from "../suite.ts";

const ORIGIN = "http://localhost:1234/";

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

export const jsonSchema: Suite = {
  id: "json-schema",
  title: "JSON Schema 2020-12, required tests",
  source: "json-schema-org/JSON-Schema-Test-Suite: `tests/draft2020-12`, and `remotes`",
  data: ["json-schema-2020-12", "json-schema-remotes"],
  must: { cases: 1240 },
  asks: "whether the generated check of a request body accepts a value",
  async run(folder) {
    const remotes = await readRemotes(join(folder, "json-schema-remotes"));
    const tests = join(folder, "json-schema-2020-12");
    const failures: Failure[] = [];
    let cases = 0;
    for (const file of (await readdir(tests)).filter((name) => name.endsWith(".json")).toSorted()) {
      for (const group of await readGroups(join(tests, file))) {
        const { found, said } = await verdictsOf(group, remotes);
        for (const [index, { description, valid }] of group.tests.entries()) {
          cases += 1;
          if (found[index] === valid) continue;
          const reason = `${valid ? "refused" : "accepted"} ${said.length > 0 ? `and announced: ${said.join("; ")}` : "in silence"}`;
          failures.push({ name: `${file}: ${group.description}: ${description}`, reason });
        }
      }
    }
    return { cases, failures };
  },
};

async function readGroups(file: string): Promise<readonly Group[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the suite's format
  return JSON.parse(await readFile(file, "utf8")) as readonly Group[];
}

/** What the generated check says of each value of a group, and what the stage announced of its schema. */
async function verdictsOf(
  { schema, tests }: Group,
  remotes: JsonObject,
): Promise<{ readonly found: readonly (boolean | undefined)[]; readonly said: readonly string[] }> {
  const needsRemotes = JSON.stringify(schema).includes(ORIGIN);
  const components = { Root: belowComponent(schema, "Root"), ...(needsRemotes ? remotes : {}) };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Root" } } };
  const operation = { operationId: "check", requestBody: { required: true, content }, responses: { 200: { description: "" } } };
  const document = { openapi: "3.1.0", paths: { "/check": { post: operation } }, components: { schemas: components } };
  const { validators, problems } = await loadModules(document);
  const check = validators.inputValidators["check"];
  return {
    found: tests.map(({ data }) => check && check({ body: data }).length === 0),
    said: problems.map(({ message }) => message),
  };
}

/** References from the top of a schema lead to where the schema stands. A schema with an id is a top of its own. */
function belowComponent(schema: Json, name: string): Json {
  if (Array.isArray(schema)) return schema.map((part: Json) => belowComponent(part, name));
  if (!isObject(schema) || (typeof schema["$id"] === "string" && !schema["$id"].startsWith("#"))) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]): [string, Json] => {
      const isReference = (key === "$ref" || key === "$dynamicRef") && typeof value === "string";
      if (isReference && (value === "#" || value.startsWith("#/"))) return [key, `#/components/schemas/${name}${value.slice(1)}`];
      return [key, key === "const" || key === "enum" ? value : belowComponent(value, name)];
    }),
  );
}

/** The suite's remote schemas as components, under the addresses that it serves them at. */
async function readRemotes(folder: string): Promise<JsonObject> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const remotes: Record<string, Json> = {};
  for (const entry of entries.filter((file) => file.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const place = path.slice(folder.length + 1).replaceAll("\\", "/");
    const name = `Remote_${place.replaceAll(/\W/g, "_")}`;
    const schema: Json = JSON.parse(await readFile(path, "utf8"));
    if (!isObject(schema)) continue;
    const address = ORIGIN + place;
    const own = typeof schema["$id"] === "string" ? new URL(schema["$id"], address).href : address;
    const moved = belowComponent({ ...schema, $id: "#" }, name);
    remotes[name] = { ...(isObject(moved) ? moved : {}), $id: own };
    // Known by the address that it is served at, and by the one that it gives itself.
    if (own !== address) remotes[`${name}_at`] = { $id: address, $ref: own };
  }
  return remotes;
}
