import { expect, test } from "vitest";
import type { JudgedChange, Place } from "../../src/diff/change.ts";
import { placesToLookAt } from "../../src/release/places-to-look-at.ts";

const operation = { id: "queryMentions", call: "POST /mentions" };
const sent: Place = { operation, direction: "input", part: "body", field: "filters[].entity" };
const read: Place = { operation, direction: "output", part: "200", field: "data[].first_seen_at" };

function change(part: Partial<JudgedChange>): JudgedChange {
  return {
    kind: "input-value-added",
    message: '"page" allowed now',
    places: [sent],
    morePlaces: 0,
    bump: "minor",
    verdicts: [],
    oldPointer: "#/components/schemas/Query/properties/entity",
    newPointer: "#/components/schemas/Query/properties/entity",
    ...part,
  };
}

const sources = [
  {
    file: "packages/acme-client/src/check-entity.ts",
    text: 'const known = ["site"];\n\nif (query.entity === "site") check(query["entity"]);\n',
  },
  { file: "packages/acme-client/src/resources/mentions.ts", text: '// rows\ncall("queryMentions", {});\n' },
  { file: "packages/acme-client/src/rows.ts", text: 'type Row = components["schemas"]["MentionRow"];\n' },
  { file: "packages/acme-client/src/other.ts", text: "const identity = entityOf(x);\n" },
];

test("files that use a changed field are listed with the lines, whether they compile or not", () => {
  const places = placesToLookAt(sources, [change({})]);
  expect(places).toMatchObject([
    {
      rule: "place-to-look-at",
      severity: "info",
      message: 'uses names that have changed\nentity in line 3: sent to queryMentions, "page" allowed now',
      location: { file: "packages/acme-client/src/check-entity.ts", line: 3 },
    },
  ]);
});

test("a field that is new is not used yet: the code around its operation and its schema is listed", () => {
  const added = change({
    kind: "output-field-added",
    message: "first_seen_at is new",
    places: [read],
    oldPointer: undefined,
    newPointer: "#/components/schemas/MentionRow/properties/first_seen_at",
  });
  expect(placesToLookAt(sources, [added]).map(({ location }) => location)).toEqual([
    { file: "packages/acme-client/src/resources/mentions.ts", line: 2 },
    { file: "packages/acme-client/src/rows.ts", line: 1 },
  ]);
});

test("code with a name that the page mentions now is listed, also without a change of a schema", () => {
  const told = change({
    kind: "input-text",
    message: "the description reads differently",
    before: "One of count and rank.",
    after: "One of count, rank and, for pages, first_seen_at.",
  });
  const places = placesToLookAt([{ file: "src/check.ts", text: 'if (metric === "first_seen_at") refuse();\n' }], [told]);
  expect(places).toMatchObject([{ location: { file: "src/check.ts", line: 1 } }]);
});

test("neither texts nor new operations list any code", () => {
  expect(placesToLookAt(sources, [change({ kind: "input-text" }), change({ kind: "operation-added" })])).toEqual([]);
});

test("a long list of lines is cut", () => {
  const text = "entity\n".repeat(40);
  const [place] = placesToLookAt([{ file: "a.ts", text }], [change({})]);
  expect(place?.message).toContain("entity in lines 1, 2, 3, 4, 5, 6 and 34 more:");
});
