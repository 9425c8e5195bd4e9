import { isObject, type Json, type JsonObject } from "../../document/json.ts";
import type { Problem } from "../../problems/problem.ts";
import { itemsAt } from "./find-items.ts";
import type { PagedOperation, Pages } from "./pages.ts";
import { listParams } from "./recognise-pages.ts";
import { listPlaces, pointerTo } from "./value-places.ts";

/** The required and the optional members of a rule of each kind, beside `items`. */
const FORMS: Readonly<Record<Pages["by"], { readonly needs: readonly string[]; readonly may: readonly string[] }>> = {
  address: { needs: ["next"], may: ["more", "last"] },
  cursor: { needs: ["param", "next"], may: ["more", "last"] },
  item: { needs: ["param", "field"], may: ["more", "last"] },
  link: { needs: [], may: [] },
  offset: { needs: ["param"], may: ["more", "last", "total", "first"] },
  page: { needs: ["param"], may: ["more", "last", "total", "totalPages", "first"] },
};

/** The rule of an overlay. A name that the document does not have is reported: with a misspelt name, a walk would end after one page. */
export function readGivenPages(
  document: JsonObject,
  operation: PagedOperation,
  given: Json,
  report: (problem: Problem) => void,
): Pages | undefined {
  const refuse = (message: string): undefined => {
    report({
      rule: "pages-rule",
      severity: "error",
      message: `${operation.id}: x-client-pages ${message}`,
      fix: "correct the overlay that sets it",
      pointer: `${operation.pointer}/x-client-pages`,
    });
    return undefined;
  };
  const by = isObject(given) ? given["by"] : undefined;
  if (!isObject(given) || !isKind(by)) return refuse(`must be false, or have \`by\`: one of ${Object.keys(FORMS).join(", ")}`);
  if (operation.responseKind !== "json") return refuse("is for an operation that responds with JSON");
  const { needs, may } = FORMS[by];
  const known = ["by", "items", ...needs, ...may];
  const wrong = Object.entries(given).find(
    ([key, value]) => !known.includes(key) || (key === "first" ? !isFirst(value) : typeof value !== "string"),
  );
  if (wrong)
    return refuse(`has \`${wrong[0]}\`, which by ${by} takes ${known.includes(wrong[0]) ? "in another form" : "no such member"}`);
  const missing = ["items", ...needs].find((key) => !(key in given));
  if (missing !== undefined) return refuse(`by ${by} needs \`${missing}\``);

  const places = operation.outputs.flatMap(({ schema }) => listPlaces(document, schema, () => true));
  const list = places.find(({ path, types }) => pointerTo(path) === given["items"] && types.has("array"));
  if (!list) return refuse(`has \`items\` at ${JSON.stringify(given["items"])}, where the response has no list`);
  const params = listParams(document, operation).map(({ path }) => pointerTo(path));
  if (needs.includes("param") && params.every((param) => param !== given["param"]))
    return refuse(`has \`param\` ${JSON.stringify(given["param"])}, which is none of ${params.join(", ") || "no parameters"}`);
  const field =
    needs.includes("field") &&
    itemsAt(document, list)
      .members()
      .every(({ path }) => pointerTo(path) !== given["field"]);
  if (field) return refuse(`has \`field\` ${JSON.stringify(given["field"])}, which an item does not have`);
  const lost = ["next", "more", "last", "total", "totalPages"].find(
    (key) => key in given && places.every(({ path }) => pointerTo(path) !== given[key]),
  );
  if (lost !== undefined) return refuse(`has \`${lost}\` at ${JSON.stringify(given[lost])}, which the response does not have`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member was looked at
  return given as unknown as Pages;
}

function isKind(by: Json | undefined): by is Pages["by"] {
  return typeof by === "string" && Object.hasOwn(FORMS, by);
}

function isFirst(value: Json): boolean {
  return value === 0 || value === 1;
}
