import { expect, test } from "vitest";
import { findNodes } from "../../../src/stages/overlay/find-nodes.ts";

const document = {
  teams: [
    { name: "red", open: true, size: 3, lead: "Ada" },
    { name: "blue", open: true, size: 3 },
    { name: "grey", open: false, size: 3, lead: "Bo" },
  ],
  "a/b": { "it's": 1 },
};

test.each([
  ["$", [[]]],
  ["$.teams[-1].name", [["teams", 2, "name"]]],
  ["$['a/b']['it\\'s']", [["a/b", "it's"]]],
  [
    "$.teams[1:].size",
    [
      ["teams", 1, "size"],
      ["teams", 2, "size"],
    ],
  ],
  // With three or more conditions, another library selects too much.
  ["$.teams[?@.open == true && @.size == 3 && @.lead]", [["teams", 0]]],
  ["$.teams[?@.lead && @.size && @.open == false && match(@.name, 'gr.y')]", [["teams", 2]]],
  [
    "$.teams[?!@.lead || @.name == 'red'].name",
    [
      ["teams", 0, "name"],
      ["teams", 1, "name"],
    ],
  ],
  ["$..[?@.lead == 'Bo']", [["teams", 2]]],
  ["$.teams[?count(@.*) == 3]", [["teams", 1]]],
  ["$.teams[0, 0, -3]", [["teams", 0]]],
  ["$.people", []],
])("%s", (expression, locations) => {
  expect(findNodes(document, expression)).toEqual({ locations });
});

test.each(["teams", "$.teams[", "$.teams./x", "$.teams[?@.name = 'red']", "$.teams[?count(1) > 2]", "$.a b", ""])(
  "“%s” is no expression, and it is said why",
  (expression) => {
    expect(findNodes(document, expression)).toEqual({ locations: [], mistake: expect.stringMatching(/\w{4}/) });
  },
);
