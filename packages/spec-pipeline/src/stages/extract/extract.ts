import type { Block } from "./extractors/extractor.ts";
import { extractors } from "./extractors/index.ts";
import type { Fragment, Page } from "../../document/fragment.ts";
import { isObject, member, objectMember, stringMember, withMembers, type JsonObject } from "../../document/json.ts";
import { listOperations, mapNodes } from "../../document/nodes.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import { locate, readYaml, type YamlSource } from "../../document/yaml-source.ts";

/** What `vendor.yaml` may name as the dialect of a vendor's pages. */
export const dialects: readonly string[] = [...extractors.keys()];

/** Finds every OpenAPI document in the vendor's pages and notes on each operation where it stands. */
export function extract(pages: readonly Page[], settings: { readonly dialect: string }): StageResult<readonly Fragment[]> {
  const fragments: Fragment[] = [];
  const problems: Problem[] = [];
  for (const page of pages) {
    const result = extractPage(page, settings.dialect);
    fragments.push(...result.value);
    problems.push(...result.problems);
  }
  return { value: fragments, problems };
}

function extractPage(page: Page, dialect: string): StageResult<readonly Fragment[]> {
  const extractor = extractors.get(dialect);
  // `vendor.yaml` is checked before.
  if (!extractor) throw new Error(`no extractor reads “${dialect}”`);
  const blocks = extractor(page.text);
  if (blocks.length === 0) {
    return {
      value: [],
      problems: [
        {
          rule: "no-openapi",
          severity: "error",
          message: /^\s*<(?:!doctype|html)/i.test(page.text)
            ? "the page is HTML, not the Markdown that the documentation offers"
            : `no block of the page is announced as OpenAPI in the ${dialect} dialect`,
          fix: "fetch the page again, or correct the dialect in vendor.yaml",
          location: { file: page.file, line: 1 },
          page: page.name,
        },
      ],
    };
  }
  const results = blocks.map((block) => extractBlock(page, block));
  return { value: results.flatMap(({ value }) => value), problems: results.flatMap(({ problems }) => problems) };
}

function extractBlock(page: Page, block: Block): StageResult<readonly Fragment[]> {
  const source: YamlSource = { file: page.file, text: block.text, firstLine: block.firstLine, indent: block.indent };
  const refuse = (rule: string, message: string, fix?: string): StageResult<readonly Fragment[]> => ({
    value: [],
    problems: [
      {
        rule,
        severity: "error",
        message,
        fix,
        location: { file: page.file, line: Math.max(1, block.firstLine - 1) },
        page: page.name,
      },
    ],
  });
  if (!block.closed)
    return refuse("unclosed-fence", "the page ends inside of this block", "fetch the page again: it was cut off");
  const { value, problems } = readYaml(source, "unreadable-block");
  if (problems.length > 0) return { value: [], problems: problems.map((problem) => ({ ...problem, page: page.name })) };
  if (!isObject(value)) return refuse("not-openapi", "the block holds no document, only a value or nothing");

  const paths = member(value, "paths");
  const version = member(value, "openapi");
  if (version === undefined && stringMember(paths, "path") !== undefined && stringMember(paths, "method") !== undefined) {
    return refuse(
      "older-mintlify",
      "the block is an endpoint description of the older Mintlify form, which is not OpenAPI",
      "take the OpenAPI document that the vendor publishes elsewhere, or leave the page out of vendor.yaml",
    );
  }
  if (member(value, "swagger") !== undefined) {
    return refuse("not-openapi", "the block is a Swagger 2.0 document", "convert it to OpenAPI 3.1 first");
  }
  if (typeof version !== "string" || !/^3\.[0-2]\.\d+/.test(version)) {
    const found = version === undefined ? "its “openapi” field is missing" : `its “openapi” field is ${JSON.stringify(version)}`;
    return refuse("not-openapi", `the block is no OpenAPI 3.0, 3.1 or 3.2 document: ${found}`);
  }
  const wrong = ["info", "paths", "components", "webhooks"].find(
    (key) => (member(value, key) ?? undefined) !== undefined && !isObject(member(value, key)),
  );
  if (wrong !== undefined) {
    const location = locate(source, `/${wrong}`);
    return {
      value: [],
      problems: [{ rule: "not-openapi", severity: "error", message: `“${wrong}” must be an object`, location, page: page.name }],
    };
  }
  if (listOperations(value).length === 0) {
    return Object.keys(objectMember(value, "components")).length > 0
      ? refuse(
          "schemas-without-paths",
          "the block describes schemas but no operation",
          "leave the page out of vendor.yaml: the pages of the operations bring the schemas along",
        )
      : refuse("no-operation", "the block is OpenAPI, but describes no operation");
  }
  const announced = block.announced;
  const missing =
    announced &&
    announced.method !== "webhook" &&
    !isObject(member(objectMember(objectMember(value, "paths"), announced.path), announced.method))
      ? announced
      : undefined;
  if (missing) {
    return refuse(
      "announced-operation-missing",
      `the block is announced as ${missing.method.toUpperCase()} ${missing.path}, but does not describe that operation`,
    );
  }
  return { value: [{ page, source, document: noteSource(value, page, source) }], problems: [] };
}

function noteSource(document: JsonObject, page: Page, source: YamlSource): JsonObject {
  return mapNodes(document, (node, kind, pointer) =>
    kind === "operation" && pointer.startsWith("#/paths/")
      ? withMembers(node, {
          "x-client-source": {
            page: page.name,
            ...(page.url === undefined ? {} : { url: page.url }),
            line: locate(source, pointer).line,
            hash: page.hash,
          },
        })
      : node,
  );
}
