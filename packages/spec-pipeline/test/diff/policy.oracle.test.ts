import { beforeAll, expect, test } from "vitest";
import { diff } from "../../src/diff/diff.ts";
import { isObject, objectMember, type Json, type JsonObject } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";
import { askRedocly } from "./ask-redocly.ts";
import { diffCases, type DiffCase } from "./diff-cases.ts";

const SAME = "the same is said in another way";

const HANDLED = "Redocly does not look at code that handles what never comes any more";

/** Cases that are breaking for Redocly and not for the policy, with the reason. */
const ONLY_REDOCLY: Readonly<Record<string, string>> = {
  "a constant is an enum of one": SAME,
  "a limit of another type says nothing": SAME,
  "a union in a union is one union": SAME,
  "a union of types is a list of types": SAME,
  "an allof of one part is the part": SAME,
  "constants of a union are an enum": SAME,
  "null among the values is null beside them": SAME,
  "null in a list of types is null in an anyof": SAME,
  "null in an anyof may stand first in a oneof": SAME,
  "the format of bytes is an encoding": SAME,
  "the values of an enum may stand in another order": SAME,
  "variants of an anyof are those of a oneof": SAME,
  "a title and the way that null is written differ": "the title is a text, and null is written otherwise",
  "all branches of what is sent give up their values": "Redocly takes the items for others where an enum beside them goes",
  "one branch of what is sent gives up its values": "Redocly takes a variant without its enum for another one",
  "two variants that are sent become one that accepts both":
    "Redocly sees that the union is gone, not that its variants are accepted",
  "what is sent becomes a union": "Redocly takes a union for a further demand",
  "a media type names its charset": "Redocly takes a media type with a charset for another one",
  "a parameter may be sent without a value": "a caller may do more than before",
  "a parameter says how it was written anyway": "the style is the one that the format has where none is named",
  "a part of an allof has a looser limit": "the tighter limit of the other part counts",
  "a part of an allof says nothing": "every value fits an empty schema",
  "a step is a part of what it was": "Redocly takes any other step for a tighter one",
  "a read object may have other keys": "unknown keys pass in what is read",
  "a value may be read now": "enums that are read are open in our types",
  "an open enum becomes any text": "enums that are read are open in our types",
  "a response succeeds with another status": "a client takes every success, and the data is the same",
  "another credential is accepted": "an operation without security of its own has the document's",
};

/** Cases that are breaking for the policy and not for Redocly, with the reason. */
const ONLY_POLICY: Readonly<Record<string, string>> = {
  "a body must be sent now": "Redocly sees a body that becomes required, and not one that is new",
  "a component is for the server to write now": "Redocly lets a sent field become read-only",
  "a credential is needed now": "Redocly does not fall back on the document's security where the operation's own goes",
  "a field that was sent is gone": "Redocly takes an unknown key for accepted; our types refuse it",
  "a header of a response may be missing now": "Redocly does not look at whether a header is always there",
  "a new field was another key of other values": "Redocly does not compare a new field with the other keys that it was one of",
  "a kind of value is never read any more": HANDLED,
  "a number that is read loses a value": HANDLED,
  "a variant is never read any more": HANDLED,
  "a variant with a tag is never read any more": HANDLED,
  "a path parameter is called otherwise": "Redocly compares addresses, and a client's call names the parameter",
  "a method of its own is gone": "Redocly does not look at additionalOperations",
  "a method is called otherwise": "Redocly knows no names of methods",
  "a part of a form is written differently": "Redocly does not look at encodings",
  "a recursive schema has a field less": "Redocly takes an unknown key for accepted; our types refuse it",
  "a server has a region less": "Redocly does not look at the values of a server's variables",
  "a tag stands for no variant any more": "Redocly does not look at the mapping of a discriminator",
  "a token comes from another address": "Redocly does not look at the flows of a security scheme",
  "a response may have no content": "Redocly does not count another success response, after which a call gives undefined",
  "a response succeeds in another way too": "Redocly does not count another success response, which callers do not expect",
  "an event is gone": "Redocly lets variants of a response go; a caller that waits for this event gets none",
  "an operation is served elsewhere": "Redocly does not compare an operation's own servers with the document's",
  "a walk through pages is gone": "Redocly knows no walks",
  "another media type becomes the default": "Redocly knows no defaults of clients",
  "no field asks for a stream any more": "Redocly knows no fields that ask for a stream",
  "the old name of a method is gone": "Redocly knows no names of methods",
  "variants are told by another field": "Redocly does not look at the property of a discriminator",
};

const cases = diffCases();
const breaking = new Set<string>();

/** One run over most cases takes a second; a run for each would take a minute. */
beforeAll(async () => {
  const alone = cases.filter((diffCase) => !canJoin(diffCase));
  const [together, ...others] = await Promise.all([
    askRedocly({ before: joined("before"), after: joined("after") }),
    ...alone.map(({ pair }) => askRedocly(pair)),
  ]);
  for (const [index, { sentence }] of cases.entries())
    if (together.some((finding) => JSON.stringify(finding).includes(`case${index}_`))) breaking.add(sentence);
  for (const [index, { sentence }] of alone.entries()) if ((others[index] ?? []).length > 0) breaking.add(sentence);
});

test("the policy and Redocly's diff call the same cases breaking, but for those that are listed with a reason", () => {
  const broken = new Set(
    cases.flatMap(({ pair: { before, after }, sentence }) => {
      const { value } = diff({ before: readApi(before).value, after: readApi(after).value, compiler: [] });
      return value.bump === "major" ? [sentence] : [];
    }),
  );
  expect(onlyIn(breaking, broken)).toEqual(Object.keys(ONLY_REDOCLY).toSorted());
  expect(onlyIn(broken, breaking)).toEqual(Object.keys(ONLY_POLICY).toSorted());
});

function onlyIn(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...one].filter((sentence) => !other.has(sentence)).toSorted();
}

/** All documents of one side in one: paths and components are told apart by the number of the case. */
function joined(side: "before" | "after"): JsonObject {
  const paths: [string, Json][] = [];
  const schemas: [string, Json][] = [];
  for (const [index, diffCase] of cases.entries()) {
    if (!canJoin(diffCase)) continue;
    const document: JsonObject = JSON.parse(
      JSON.stringify(diffCase.pair[side]).replaceAll("#/components/schemas/", `#/components/schemas/case${index}_`),
    );
    paths.push(
      ...Object.entries(objectMember(document, "paths")).map(([path, item]): [string, Json] => [`/case${index}_${path}`, item]),
    );
    schemas.push(
      ...Object.entries(objectMember(objectMember(document, "components"), "schemas")).map(([name, schema]): [string, Json] => [
        `case${index}_${name}`,
        schema,
      ]),
    );
  }
  const base = cases.find(canJoin)?.pair[side] ?? {};
  return {
    ...base,
    paths: Object.fromEntries(paths),
    components: { ...objectMember(base, "components"), schemas: Object.fromEntries(schemas) },
  };
}

/** Servers, security and schemes stand once in a document, and paths that come and go are taken for each other: such cases are asked about alone. */
function canJoin({ pair: { before, after } }: DiffCase): boolean {
  return outside(before) === outside(after);
}

function outside(document: JsonObject): string {
  const { securitySchemes } = objectMember(document, "components");
  const calls = Object.entries(objectMember(document, "paths")).map(([path, item]) => [
    path,
    isObject(item) ? Object.keys(item) : [],
  ]);
  return JSON.stringify([document["servers"], document["security"], document["webhooks"], securitySchemes, calls]);
}
