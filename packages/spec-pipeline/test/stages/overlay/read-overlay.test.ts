import { expect, test } from "vitest";
import { readOverlay } from "../../../src/stages/overlay/read-overlay.ts";

const HEAD = "overlay: 1.1.0\ninfo:\n  title: T\n  version: '1'\n";
const ACTION = "  - target: $.info\n    description: What the page says.\n";

function read(text: string): readonly string[] {
  return readOverlay({ file: "010-a.yaml", text, firstLine: 1 }).problems.map(
    ({ location, message, fix }) => `${location?.line}: ${message}${fix === undefined ? "" : ` (${fix})`}`,
  );
}

test.each([
  ["update", "    update: { a: 1 }\n"],
  ["update and remove", "    update: { a: 1 }\n    remove: true\n"],
  ["remove set to false", "    remove: false\n"],
  ["copy", "    copy: $.paths\n"],
  ["neither", ""],
  ["an extension", "    x-ticket: { id: 7 }\n"],
])("an action may have %s", (_name, fields) => {
  expect(read(`${HEAD}x-team: docs\nactions:\n${ACTION}${fields}`)).toEqual([]);
});

test.each([
  [
    "3: “titel” is not a field of an overlay (did you mean “title”?)",
    `${HEAD.replace("title: T", "titel: T\n  title: T")}actions:\n${ACTION}`,
  ],
  ["5: “servers” is not a field of an overlay", `${HEAD}servers: []\nactions:\n${ACTION}`],
  ["5: extends must be a text", `${HEAD}extends: {}\nactions:\n${ACTION}`],
  ["5: description must be a text", `${HEAD}  description: 7\nactions:\n${ACTION}`],
  ["5: the file must have a list of actions", `${HEAD}actions: []\n`],
  ["6: an action needs a target, a JSONPath expression", `${HEAD}actions:\n  - target: 7\n`],
  [
    "6: $.info: the action has no description of ten characters or more (give the evidence for the correction)",
    `${HEAD}actions:\n  - target: $.info\n`,
  ],
  ["8: $.info: “updaet” is not a field of an overlay (did you mean “update”?)", `${HEAD}actions:\n${ACTION}    updaet: 1\n`],
  ["8: $.info: remove can only be true or false", `${HEAD}actions:\n${ACTION}    remove: maybe\n`],
  ["8: $.info: copy must be a JSONPath expression", `${HEAD}actions:\n${ACTION}    copy: 7\n`],
  [
    "8: $.info: copy is not a JSONPath expression: expected '$', found 'p' ('paths':0)",
    `${HEAD}actions:\n${ACTION}    copy: paths\n`,
  ],
  [
    "9: $.info: an action cannot have both update and copy (make two actions of it)",
    `${HEAD}actions:\n${ACTION}    update: 1\n    copy: $.paths\n`,
  ],
  [
    "8: $.info: Overlay 1.0 has no copy (write overlay: 1.1.0 at the top of the file)",
    `${HEAD.replace("1.1.0", "1.0.0")}actions:\n${ACTION}    copy: $.paths\n`,
  ],
  ["8: $.info: the action stands there twice", `${HEAD}actions:\n${ACTION}${ACTION}`],
  ["1: the file must start with overlay: 1.0.0 or 1.1.0", `${HEAD.replace("1.1.0", "1.1")}actions:\n${ACTION}`],
  ["1: the file must start with overlay: 1.0.0 or 1.1.0", `${HEAD.replace("1.1.0", "1.2.0")}actions:\n${ACTION}`],
  ["1: the file must start with overlay: 1.0.0 or 1.1.0", `${HEAD.replace("1.1.0", "2")}actions:\n${ACTION}`],
])("%s", (problem, text) => {
  expect(read(text)).toEqual([problem]);
});

test("extends may name the document that an overlay was written for, with a note", () => {
  const { value, problems } = readOverlay({
    file: "010-a.yaml",
    text: `${HEAD}extends: ../openapi.yaml\nactions:\n${ACTION}`,
    firstLine: 1,
  });
  expect(value.map(({ page }) => page)).toEqual([undefined]);
  expect(problems).toMatchObject([{ severity: "info", location: { line: 5 } }]);
  expect(problems[0]?.message).toBe("extends names ../openapi.yaml, which is no page: the overlay corrects the joined document");
});

test("extends that names neither a page nor a document is refused", () => {
  expect(read(`${HEAD}extends: ../page/users.md\nactions:\n${ACTION}`)).toEqual([
    "5: extends can name a page or a document, and not ../page/users.md (write extends: ../pages/<file>, or leave it out)",
  ]);
});
