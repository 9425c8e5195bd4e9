import { pointerSegments, type JsonObject } from "../../document/json.ts";
import type { Problem } from "../../problems/problem.ts";
import type { PagedOperation, Pages } from "./pages.ts";
import { readGivenPages } from "./read-given-pages.ts";
import { recognisePages } from "./recognise-pages.ts";

/** How an operation is walked: as `x-client-pages` says, or else as the document proves. Undefined if neither gives a rule. */
export function readPages(
  document: JsonObject,
  operation: PagedOperation,
  report: (problem: Problem) => void,
): Pages | undefined {
  const given = operation.definition["x-client-pages"];
  if (given === false) return undefined;
  const pages = given === undefined ? recognisePages(document, operation) : readGivenPages(document, operation, given, report);
  if (pages && given === undefined) {
    report({
      rule: "pages-recognised",
      severity: "info",
      message: `${operation.id}: pages by ${describePages(pages)}`,
      pointer: operation.pointer,
    });
  }
  return pages;
}

/** The way through the pages in a few words that follow "pages by". */
export function describePages({ by, param = "", next = "", field = "", total, totalPages, more, last }: Pages): string {
  const name = `\`${pointerSegments(param).at(-1) ?? ""}\``;
  const end = totalPages ?? total ?? more ?? last;
  if (by === "link") return "the header `Link`";
  if (by === "address") return `the address in ${dotted(next)}`;
  if (by === "cursor") return `${name}, from ${dotted(next)}`;
  if (by === "item") return `${name}, from the last ${dotted(field)}`;
  return end === undefined ? name : `${name}, until ${dotted(end)}`;
}

function dotted(pointer: string): string {
  return `\`${pointerSegments(pointer).join(".")}\``;
}
