import { expect, test } from "vitest";
import type { Fragment } from "../../src/document/fragment.ts";
import { isObject } from "../../src/document/json.ts";
import { readYaml, type YamlSource } from "../../src/document/yaml-source.ts";
import { traceToSource } from "../../src/problems/trace-to-source.ts";
import { overlay } from "../../src/stages/overlay/overlay.ts";

const pageSource: YamlSource = {
  file: "specs/acme/pages/users.md",
  firstLine: 11,
  text: "paths:\n  /users:\n    get:\n      responses:\n        '200':\n          description: Users\ncomponents:\n  schemas:\n    User:\n      type: object\n      title: User\n      nullable: yes\n",
};
const overlaySource: YamlSource = {
  file: "specs/acme/overlays/010-a.yaml",
  firstLine: 1,
  text: `overlay: 1.1.0
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
    update: { x-any: 1, tags: [Users] }
  - target: $..tags
    description: What the page says.
    update: [Beta, 7]
  - target: $.paths['/users'].get.operationId
    description: What the page says.
    update: fetchUsers
  - target: $.components.schemas.Team
    description: What the page says.
    copy: $.components.schemas.User
  - target: $.components.schemas.User.title
    description: What the page says.
    remove: true
`,
};

function fragment(): Fragment {
  const { value } = readYaml(pageSource, "unreadable-block");
  const page = {
    name: "users.md",
    file: pageSource.file,
    url: "https://docs.example/users.md",
    hash: "a",
    text: pageSource.text,
  };
  return { page, source: pageSource, document: isObject(value) ? value : {} };
}

const { effects } = overlay(fragment().document, { overlays: [overlaySource], pages: [] }).value;

test.each([
  ["a node of the page", "#/paths/~1users/get/responses/200/description", "pages/users.md", 16],
  ["a missing member of a node of the page", "#/paths/~1users/get/summary", "pages/users.md", 13],
  ["a node that an overlay added", "#/paths/~1users/get/responses/400/content", "overlays/010-a.yaml", 9],
  ["a node that an overlay set, and another action again", "#/paths/~1users/get/operationId", "overlays/010-a.yaml", 22],
  ["a node that was one of many targets", "#/paths/~1users/get/x-any", "overlays/010-a.yaml", 16],
  ["an item that an overlay appended", "#/paths/~1users/get/tags/2", "overlays/010-a.yaml", 19],
  ["a node that an overlay copied", "#/components/schemas/Team/nullable", "overlays/010-a.yaml", 25],
  ["a component that an overlay added", "#/components/schemas/Team/properties/id/type", "overlays/010-a.yaml", 13],
  ["a component of the page", "#/components/schemas/User/type", "pages/users.md", 20],
  ["what an overlay removed", "#/components/schemas/User/title", "pages/users.md", 21],
])("%s is traced to its file and line", (_name, pointer, file, line) => {
  const { location } = traceToSource(
    { rule: "dangling-reference", severity: "error", message: "m", pointer },
    [fragment()],
    effects,
  );
  expect(location).toMatchObject({ file: `specs/acme/${file}`, line });
});

test("the page is named where the fault is the page's", () => {
  const problem = { rule: "dangling-reference", severity: "error", message: "m", pointer: "#/components/schemas/User" } as const;
  expect(traceToSource(problem, [fragment()], effects).page).toBe("users.md");
});

test.each(["#/paths", "#/components/schemas", "#/servers", "#"])("%s belongs to no page and no overlay", (pointer) => {
  const problem = { rule: "dangling-reference", severity: "error", message: "m", pointer } as const;
  expect(traceToSource(problem, [fragment()], effects)).toBe(problem);
});

test("a place that is known already stays", () => {
  const problem = {
    rule: "dangling-reference",
    severity: "error",
    message: "m",
    pointer: "#/paths/~1users/get",
    location: { file: "a", line: 1 },
  } as const;
  expect(traceToSource(problem, [fragment()], effects)).toBe(problem);
});
