import type { Fragment, Page } from "../../document/fragment.ts";
import { isObject, member, objectMember, stringMember, withMembers, type JsonObject } from "../../document/json.ts";
import { listOperations, mapNodes, wireMethod } from "../../document/nodes.ts";
import { locate, readYaml, type YamlSource } from "../../document/yaml-source.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import type { RuleId } from "../../problems/rules.ts";
import type { Block } from "./extractors/extractor.ts";
import { extractors } from "./extractors/index.ts";

/** The names that `vendor.yaml` may give as the dialect of a vendor's pages. */
export const dialects: readonly string[] = [...extractors.keys()];

export interface ExtractSettings {
  readonly dialect: string;
  /** Operations that were taken from each page the last time, as `GET /customers`. @default none */
  readonly earlier?: ReadonlyMap<string, readonly string[]> | undefined;
  /** What is made of the documents. A client needs operations; types can be made of schemas and webhooks alone. @default "client" */
  readonly aim?: Aim | undefined;
}

type Aim = "client" | "types";

/**
 * Finds every OpenAPI document in the vendor's pages and notes on each operation where it stands. A page without an operation, of prose, of
 * schemas or of a webhook, is left out with a note where other pages have some. One whose operations are gone is an error: a page that was
 * replaced by a login, or written otherwise, would take them out of the client.
 */
export function extract(
  pages: readonly Page[],
  { dialect, earlier, aim = "client" }: ExtractSettings,
): StageResult<readonly Fragment[]> {
  const results = pages.map((page) => extractPage(page, dialect, aim));
  const value = results.flatMap((result) => result.value);
  const problems = results.flatMap((result) => result.problems);
  if (value.length === 0) return { value, problems };
  const lost = earlier === undefined ? [] : lostOperations(pages, value, earlier);
  const left = problems.map(withoutNeed);
  return {
    value,
    problems: [
      ...left,
      ...lost.filter(({ page }) => !left.some((problem) => problem.severity === "error" && problem.page === page)),
    ],
  };
}

/** Operations of pages that have none any more, where no page has them. */
function lostOperations(
  pages: readonly Page[],
  fragments: readonly Fragment[],
  earlier: ReadonlyMap<string, readonly string[]>,
): readonly Problem[] {
  const used = new Set(fragments.map(({ page }) => page.name));
  const found = new Set(
    fragments.flatMap(({ document }) => listOperations(document).map(({ method, path }) => `${wireMethod(method)} ${path}`)),
  );
  return pages.flatMap((page) => {
    const lost = used.has(page.name) ? [] : (earlier.get(page.name) ?? []).filter((call) => !found.has(call));
    if (lost.length === 0) return [];
    const message = `the page had ${lost.join(", ")}, and no page has ${lost.length === 1 ? "it" : "them"} now`;
    const fix = "look at the page; if the vendor has withdrawn its operations, remove the page from vendor.yaml";
    return [pageProblem(page, "operations-lost", message, fix)];
  });
}

/** Rules that report a page or block without operations. */
const WITHOUT_OPERATION: ReadonlySet<string> = new Set(["no-block", "no-operation", "schemas-without-paths"]);

/** If other pages have operations, a page without any is no error. */
function withoutNeed(problem: Problem): Problem {
  if (!WITHOUT_OPERATION.has(problem.rule)) return problem;
  return { ...problem, severity: "info", message: `${problem.message}, so it is left out`, fix: undefined };
}

function extractPage(page: Page, dialect: string, aim: Aim): StageResult<readonly Fragment[]> {
  const extractor = extractors.get(dialect);
  // `vendor.yaml` was checked before.
  if (!extractor) throw new Error(`no extractor reads “${dialect}”`);
  const unusable = unusablePage(page);
  if (unusable) return { value: [], problems: [unusable] };
  const own = extractor(page.text);
  const other = own.length === 0 ? otherDialect(page.text, dialect) : undefined;
  const blocks = other?.blocks ?? own;
  if (blocks.length === 0) {
    const message = `no block of the page is announced as OpenAPI in the ${dialect} dialect`;
    return {
      value: [],
      problems: [pageProblem(page, "no-block", message, "fetch the page again, or correct the dialect in vendor.yaml")],
    };
  }
  const results = blocks.map((block) => extractBlock(page, block, aim));
  const value = results.flatMap((result) => result.value);
  const problems = results.flatMap((result) => result.problems);
  if (other) {
    const message = `the page is read in the ${other.dialect} dialect: in the ${dialect} dialect it announces nothing`;
    problems.unshift({ ...pageProblem(page, "other-dialect", message), severity: "info" });
  }
  const schemas = value.filter(({ document }) => listOperations(document).length === 0 && !isObject(document["webhooks"]));
  const calls = value.filter((fragment) => !schemas.includes(fragment));
  if (calls.length > 0)
    return { value: calls.map((fragment) => withSchemas(fragment, schemas)), problems: problems.map(withoutNeed) };
  return aim === "types"
    ? { value: schemas, problems }
    : { value: [], problems: [...problems, ...schemas.map((fragment) => schemasAlone(page, fragment))] };
}

/** A page that was written by another platform, or became a document. */
function otherDialect(
  text: string,
  dialect: string,
): { readonly dialect: string; readonly blocks: readonly Block[] } | undefined {
  for (const [other, extractor] of extractors) {
    // Any text is a document there.
    if (other === dialect || (other === "openapi" && !DOCUMENT_START.test(text))) continue;
    const blocks = extractor(text);
    if (blocks.length > 0) return { dialect: other, blocks };
  }
  return undefined;
}

const DOCUMENT_START = /^\s*(?:---\s+)?(?:openapi\s*:|\{\s*"openapi"\s*:)/;

/** Schemas that a page shows beside an operation belong to it, unless its own block has them. */
function withSchemas(fragment: Fragment, schemas: readonly Fragment[]): Fragment {
  const components: Record<string, JsonObject> = {};
  for (const { document } of [...schemas, fragment]) {
    for (const [kind, map] of Object.entries(objectMember(document, "components")))
      components[kind] = { ...components[kind], ...(isObject(map) ? map : {}) };
  }
  return schemas.length === 0 ? fragment : { ...fragment, document: withMembers(fragment.document, { components }) };
}

const HTML_START = /^<(?:!doctype|html|head|body)\b/i;

/** Whether a text is HTML, behind a declaration and comments. */
function isHtml(text: string): boolean {
  let rest = text.trimStart();
  for (;;) {
    const end = rest.startsWith("<?") ? rest.indexOf(">") : rest.startsWith("<!--") ? rest.indexOf("-->") : -1;
    if (end < 0) return HTML_START.test(rest);
    rest = rest.slice(rest.indexOf(">", end) + 1).trimStart();
  }
}

/** The page differs from the published one. Other pages cannot replace it. */
function unusablePage(page: Page): Problem | undefined {
  if (isHtml(page.text)) {
    const fix = "fetch the page's Markdown: many sites have it at the same address with .md at the end";
    return pageProblem(page, "no-openapi", "the page is HTML, not the Markdown that the documentation offers", fix);
  }
  return page.text.trim() === "" ? pageProblem(page, "no-openapi", "the page is empty", "fetch the page again") : undefined;
}

function pageProblem(page: Page, rule: RuleId, message: string, fix?: string, line = 1): Problem {
  return { rule, severity: "error", message, fix, location: { file: page.file, line }, page: page.name };
}

function schemasAlone(page: Page, { source }: Fragment): Problem {
  const message = "the block describes schemas but no operation";
  const fix = "name pages of operations: they bring their schemas along";
  return pageProblem(page, "schemas-without-paths", message, fix, Math.max(1, source.firstLine - 1));
}

function extractBlock(page: Page, block: Block, aim: Aim): StageResult<readonly Fragment[]> {
  const text = withPlainSpaces(block.text);
  const source: YamlSource = { file: page.file, text, firstLine: block.firstLine, indent: block.indent };
  const refuse = (rule: RuleId, message: string, fix?: string): StageResult<readonly Fragment[]> => ({
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
      "take the OpenAPI document that the vendor publishes elsewhere; without the page, its operation is not in the client",
    );
  }
  if (member(value, "swagger") !== undefined) {
    return refuse(
      "not-openapi",
      "the block is a Swagger 2.0 document",
      "convert it to OpenAPI 3 first, for example with npx swagger2openapi FILE --outfile openapi.json",
    );
  }
  // A version that is a number has lost its zeros.
  if (
    !/^3(?:\.[0-2](?:\.\d+.*)?)?$/.test(typeof version === "number" ? String(version) : (stringMember(value, "openapi") ?? ""))
  ) {
    const found = version === undefined ? "its “openapi” field is missing" : `its “openapi” field is ${JSON.stringify(version)}`;
    const fix = "give a page or document that says which version of OpenAPI it is: 3.0, 3.1 or 3.2";
    return refuse("not-openapi", `the block is no OpenAPI 3.0, 3.1 or 3.2 document: ${found}`, fix);
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
  const hasSchemas = Object.keys(objectMember(value, "components")).length > 0;
  const isEnough = aim === "types" && (hasSchemas || isObject(value["webhooks"]));
  if (listOperations(value).length === 0 && !isEnough) {
    if (hasSchemas && !isObject(value["webhooks"])) return { value: [{ page, source, document: value }], problems: [] };
    const what = isObject(value["webhooks"]) ? "webhooks, and no operation to call" : "no operation";
    return refuse(
      "no-operation",
      `the block is OpenAPI, but describes ${what}`,
      "give a page or document with operations in its paths",
    );
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
  const { document, claims } = noteSource(value, page, source);
  const message = "no-break spaces in front of words are read as spaces";
  const location = { file: page.file, line: block.firstLine };
  const repairs: readonly Problem[] =
    text === block.text ? [] : [{ rule: "no-break-spaces", severity: "info", message, location, page: page.name }];
  const ignored = claims.map(({ key, pointer }): Problem => ({
    rule: "client-extension-of-page",
    severity: "info",
    message: `${key} of the page does not count: only an overlay of ours says how the client calls`,
    location: locate(source, `${pointer.slice(1)}/${key}`),
    pointer: `${pointer}/${key}`,
    page: page.name,
  }));
  return { value: [{ page, source, document }], problems: [...repairs, ...ignored] };
}

/** Web pages and editors put no-break spaces where YAML and JSON want plain ones: at the start of a line, and behind a mark. */
function withPlainSpaces(text: string): string {
  if (!text.includes("\u00A0")) return text;
  return text.replaceAll(/^[ \u00A0]+|(?<=[:,[{-])[ \u00A0]+/gm, (blanks) => " ".repeat(blanks.length));
}

interface Claim {
  readonly key: string;
  /** The place of the node with this key. */
  readonly pointer: string;
}

/**
 * The document with the source of each operation, and without our own extensions. Otherwise a page could mark a POST as safe, and it would
 * be sent again.
 */
function noteSource(
  document: JsonObject,
  page: Page,
  source: YamlSource,
): { readonly document: JsonObject; readonly claims: readonly Claim[] } {
  const claims: Claim[] = [];
  const noted = mapNodes(document, (node, kind, pointer) => {
    const keys = Object.keys(node).filter((key) => key.startsWith("x-client-"));
    claims.push(...keys.map((key) => ({ key, pointer })));
    const own = keys.length === 0 ? node : withMembers(node, Object.fromEntries(keys.map((key) => [key, undefined])));
    return kind === "operation" && pointer.startsWith("#/paths/")
      ? withMembers(own, {
          "x-client-source": {
            page: page.name,
            ...(page.url === undefined ? {} : { url: page.url }),
            line: locate(source, pointer).line,
            hash: page.hash,
          },
        })
      : own;
  });
  return { document: noted, claims };
}
