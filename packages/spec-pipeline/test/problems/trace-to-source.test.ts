import { expect, test } from "vitest";
import type { Fragment } from "../../src/document/fragment.ts";
import { isObject } from "../../src/document/json.ts";
import { readOverlay } from "../../src/document/read-overlay.ts";
import { traceToSource } from "../../src/problems/trace-to-source.ts";
import { readYaml, type YamlSource } from "../../src/document/yaml-source.ts";

const pageSource: YamlSource = {
  file: "specs/acme/pages/users.md",
  firstLine: 11,
  text: "paths:\n  /users:\n    get:\n      responses:\n        '200':\n          description: Users\ncomponents:\n  schemas:\n    User:\n      type: object\n",
};
const overlaySource: YamlSource = {
  file: "specs/acme/overlays/010-a.yaml",
  firstLine: 1,
  text: `overlay: 1.0.0
info: { title: T, version: "1" }
actions:
  - target: $.paths['/users'].get
    description: What the page says.
    update:
      operationId: listUsers
      responses:
        "400": { description: Bad }
  - target: $.components.schemas
    description: What the page says.
    update:
      Team: { type: object, properties: { id: { type: strin } } }
  - target: $..get
    description: What the page says.
    update: { x-any: 1 }
`,
};

function fragment(): Fragment {
  const { value } = readYaml(pageSource, "rule");
  const page = {
    name: "users.md",
    file: pageSource.file,
    url: "https://docs.example/users.md",
    hash: "a",
    text: pageSource.text,
  };
  return { page, source: pageSource, document: isObject(value) ? value : {} };
}

const actions = readOverlay(overlaySource).value;

test.each([
  ["a node of the page", "#/paths/~1users/get/responses/200/description", "pages/users.md", 16],
  ["a missing member of a node of the page", "#/paths/~1users/get/tags", "pages/users.md", 13],
  ["a node that an overlay added", "#/paths/~1users/get/responses/400/content", "overlays/010-a.yaml", 9],
  ["a node that an overlay set", "#/paths/~1users/get/operationId", "overlays/010-a.yaml", 7],
  ["a component that an overlay added", "#/components/schemas/Team/properties/id/type", "overlays/010-a.yaml", 13],
  ["a component of the page", "#/components/schemas/User/type", "pages/users.md", 20],
])("%s is traced to its file and line", (_name, pointer, file, line) => {
  const { location } = traceToSource({ rule: "r", severity: "error", message: "m", pointer }, [fragment()], actions);
  expect(location).toMatchObject({ file: `specs/acme/${file}`, line });
});

test("the page is named where the fault is the page's", () => {
  const problem = { rule: "r", severity: "error", message: "m", pointer: "#/components/schemas/User" } as const;
  expect(traceToSource(problem, [fragment()], actions).page).toBe("users.md");
});

test.each(["#/paths", "#/components/schemas", "#/servers", "#"])("%s is no page's and no overlay's in particular", (pointer) => {
  const problem = { rule: "r", severity: "error", message: "m", pointer } as const;
  expect(traceToSource(problem, [fragment()], actions)).toBe(problem);
});

test("a place that is known already stays", () => {
  const problem = {
    rule: "r",
    severity: "error",
    message: "m",
    pointer: "#/paths/~1users/get",
    location: { file: "a", line: 1 },
  } as const;
  expect(traceToSource(problem, [fragment()], actions)).toBe(problem);
});
