import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = fileURLToPath(new URL("..", import.meta.url));
const document = parse(readFileSync(`${folder}/../../specs/profound/openapi.gen.yaml`, "utf8"));
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Names of fields that are UUIDs in the strictest reading: the spec says so, or they are ids and the vendor's examples show one. */
function uuidFields(): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: unknown, name: string): void => {
    if (typeof node !== "object" || node === null) return;
    if (Reflect.get(node, "format") === "uuid") names.add(name);
    for (const [key, value] of Object.entries(node)) {
      if (key.endsWith("_id")) names.add(key);
      visit(value, /^(?:anyOf|oneOf|allOf|items|\d+)$/.test(key) ? name : key);
    }
  };
  visit(document.components.schemas, "");
  return new Set([...names].filter((name) => name.endsWith("_id")));
}

test("ids in tests, examples and the README are ids as the vendor gives them", () => {
  const fields = uuidFields();
  expect([...fields].toSorted()).toEqual(["category_id", "organization_id"]);
  const files = globSync(["test/**/*.ts", "test/**/*.json", "examples/*.ts", "README.md", "../bench/src/**/*.ts"], {
    cwd: folder,
  });
  const literals = files.flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, "utf8").matchAll(/\b(\w+_id)"?\s*[:=]\s*"([^"]*)"/g)].flatMap(
      ([, name = "", value = ""]) => (fields.has(name) ? [`${file}: ${name} ${value}`] : []),
    ),
  );
  expect(literals.length).toBeGreaterThan(20);
  expect(literals.filter((literal) => !UUID.test(literal.split(" ").at(-1) ?? ""))).toEqual([]);
});
