import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeParameter } from "../../../client-runtime/src/write-parameter.ts";
import type { Failure, Suite } from "../suite.ts";

type Values = Readonly<Record<string, unknown>>;

interface Group {
  readonly variables: Values;
  /** A list has all orders in which the members of an object may come. */
  readonly testcases: readonly (readonly [template: string, expansion: string | readonly string[]])[];
}

const FILES = ["spec-examples.json", "spec-examples-by-section.json", "extended-tests.json"];

/** The operators of RFC 6570 that OpenAPI's styles are, and what begins and joins the values. */
const OPERATORS = {
  "": { style: "simple", first: "", next: "" },
  ".": { style: "label", first: "", next: "" },
  ";": { style: "matrix", first: "", next: "" },
  "?": { style: "form", first: "?", next: "&" },
  "&": { style: "form", first: "&", next: "&" },
} as const;

export const uriTemplates: Suite = {
  id: "uri-templates",
  title: "URI templates, RFC 6570, as far as OpenAPI's styles are defined by them",
  source: "uri-templates/uritemplate-test, as `uri-template`",
  data: ["uri-template"],
  must: { share: 1 },
  asks: "what a template expands to, if a style writes each of its expressions: `{x}`, `{.x}`, `{;x}`, `{?x}` and `{&x}`, with and without `*`",
  async run(folder) {
    const failures: Failure[] = [];
    let cases = 0;
    for (const file of FILES) {
      const text = await readFile(join(folder, "uri-template", file), "utf8");
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the suite's format
      const groups = JSON.parse(text) as Readonly<Record<string, Group>>;
      for (const [name, { variables, testcases }] of Object.entries(groups)) {
        for (const [template, expansion] of testcases) {
          if (!isOfStyles(template)) continue;
          cases += 1;
          const found = expand(template, variables);
          if (![expansion].flat().includes(found)) failures.push({ name: `${file}: ${name}: ${template}`, reason: found });
        }
      }
    }
    return { cases, failures };
  },
};

const EXPRESSION = /\{([.;?&]?)([^{}]*)\}/g;

/** OpenAPI writes one value at each place of a path, and whole values only. */
function isOfStyles(template: string): boolean {
  return [...template.matchAll(EXPRESSION)].every(([, operator = "", names = ""]) =>
    operator === "" ? /^[^+#/|=,!@:]+$/.test(names) : /^[^:]+$/.test(names),
  );
}

function expand(template: string, variables: Values): string {
  // What stands in the path as it is, the platform's URL encodes.
  const encoded = template.replaceAll(/[^\0-\x7F]+/g, encodeURIComponent);
  return encoded.replaceAll(EXPRESSION, (_, operator: keyof typeof OPERATORS, names: string) => {
    const { style, first, next } = OPERATORS[operator];
    const written = names.split(",").map((name) => {
      const bare = name.replace("*", "");
      return writeParameter(undefined, decodeURIComponent(bare), variables[bare], { style, explode: bare !== name });
    });
    const texts = written.filter((text) => text !== "");
    return texts.length === 0 ? "" : `${first}${texts.join(next)}`;
  });
}
