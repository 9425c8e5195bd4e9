import { stringMember, type Json } from "../../document/json.ts";
import { printMethodName } from "../../model/method-name.ts";
import type { Operation } from "../../model/operation.ts";
import { describePages } from "../../model/pages/read-pages.ts";
import type { ParamRule } from "../../model/param-rule.ts";
import { docTag, type DocTag } from "../../source/source-text.ts";
import { commentEnd, operationComment } from "./operation-comment.ts";

/** Params whose limits a comment lists. The fields have the rest. */
const MOST_LIMITS = 12;

const MOST_CHARACTERS = 100;

/** The comment over a method: words of the document, limits of its params, errors by status, and the vendor's page. */
export function methodComment(
  operation: Operation,
  rules: Readonly<Partial<Record<string, ParamRule>>>,
): readonly (string | DocTag)[] {
  const limits = Object.values(rules).flatMap((rule) =>
    Object.entries(rule?.properties ?? {}).flatMap(([name, param]) => {
      const words = limitOf(param);
      return words === undefined ? [] : [`- \`${name}\`: ${words}`];
    }),
  );
  const errors = operation.responses.flatMap(({ status, succeeds, definition }) => {
    const text = (stringMember(definition, "description") ?? "").trim().split("\n")[0] ?? "";
    return succeeds ? [] : [`${status} ${shortened(text)}`.trim()];
  });
  return operationComment(operation, [
    ...(limits.length > 0 ? ["", ...limits.slice(0, MOST_LIMITS)] : []),
    ...(limits.length > MOST_LIMITS ? [`- and ${limits.length - MOST_LIMITS} more`] : []),
    ...(errors.length > 0 ? ["", docTag("throws", `{ApiError} ${errors.join("; ")}`)] : []),
  ]);
}

/** The comment over a method that walks the pages of an operation. */
export function walkComment(operation: Operation): readonly (string | DocTag)[] {
  const { name, pages, call } = operation;
  return [
    `Every item of \`${printMethodName(name)}\`, page after page, each requested when its first item is needed${pages ? `. Pages are walked by ${describePages(pages)}` : ""}.`,
    "",
    `\`${call}\``,
    "",
    docTag("throws", "the errors of a page; {ResponseError} pages that make no progress, or end before their total"),
    ...commentEnd(operation),
  ];
}

/** Values and limits of a param, in words. */
function limitOf({ values, minimum, maximum, items }: ParamRule): string | undefined {
  if (values) return shortened(`one of ${values.map(quoted).join(", ")}`);
  if (items?.values) return shortened(`a list of ${items.values.map(quoted).join(", ")}`);
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  return maximum === undefined ? undefined : `${maximum} at most`;
}

function quoted(value: Json): string {
  return JSON.stringify(value);
}

function shortened(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
