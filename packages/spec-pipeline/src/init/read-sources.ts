import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import type { Page } from "../document/fragment.ts";
import { isObject, member, stringMember, type JsonObject } from "../document/json.ts";
import { withoutComments } from "../document/without-comments.ts";
import { readYaml } from "../document/yaml-source.ts";
import { CommandFailure, UsageError, type CommandContext } from "../host/command.ts";
import { FETCH_DEFAULTS, fetchPage } from "../host/fetch-page.ts";
import { filesBelow, type ReadReference } from "../host/files-below.ts";
import { isMissing } from "../host/workspace.ts";
import { plainWords } from "../print/plain-words.ts";
import type { Problem } from "../problems/problem.ts";
import { extract } from "../stages/extract/extract.ts";
import { extractors } from "../stages/extract/extractors/index.ts";
import type { VendorPage } from "../vendor/vendor.ts";
import { bundleFiles, refersOutside } from "./bundle-files.ts";
import { readOutline, type Outline } from "./outline.ts";

/** A page of the new vendor, with its bytes for `pages/`. */
export interface SourcePage {
  readonly page: Page;
  readonly listed: VendorPage;
  readonly bytes: Uint8Array;
}

export interface Sources {
  readonly dialect: string;
  readonly pages: readonly SourcePage[];
  /** The documents in the pages, to find servers and titles in. */
  readonly documents: readonly JsonObject[];
  readonly problems: readonly Problem[];
}

/** A given source as it was read. */
interface Given {
  readonly bytes: Uint8Array;
  /** Path or address, as messages show it. */
  readonly shownAs: string;
  readonly url?: string | undefined;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** The place that references in it are relative to. */
  readonly at: string;
  /** Whether it is one of many files in a folder. Some of them may not concern us. */
  readonly isFound: boolean;
  readonly read: ReadReference;
}

/**
 * Reads everything that `--from` names, and finds its kind: documents, or pages of one dialect.
 *
 * @param aim what is made of them. A client needs operations; types can be made of schemas and webhooks alone.
 */
export async function readSources(
  from: readonly string[],
  context: CommandContext,
  aim: "client" | "types" = "client",
): Promise<Sources> {
  const given: Given[] = [];
  for (const place of from) given.push(...(await readPlace(place, context)));
  const unreadable = given.find(({ bytes }) => !isUtf8(bytes));
  if (unreadable) throw new CommandFailure(`${unreadable.shownAs} is not in UTF-8: save it as text in UTF-8`);
  const documents = given.filter(isDocument);
  const pages = given.filter((each) => !isDocument(each));
  // A folder may have a readme beside its documents, and JSON examples beside its pages.
  if (documents.length > 0 && pages.every(({ isFound }) => isFound)) return readDocuments(documents, context, aim);
  if (documents.some(({ isFound }) => !isFound)) {
    throw new UsageError("--from names documents and pages together: a vendor's pages are of one kind");
  }
  return readPages(pages, context, aim);
}

async function readPlace(place: string, context: CommandContext): Promise<readonly Given[]> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place)) return [await fetchGiven(place, context)];
  const path = resolve(context.cwd, place);
  const shownAs = relative(context.cwd, path).replaceAll("\\", "/") || ".";
  const found = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) throw new UsageError(`there is no file or folder ${place}`);
    throw error;
  });
  if (!found.isDirectory()) {
    const read = filesBelow(dirname(path));
    return [{ bytes: await readFile(path), shownAs, at: path, isFound: false, read }];
  }
  const names = (await readdir(path, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".") && READ.has(extname(entry.name).toLowerCase()))
    .map(({ name }) => name)
    .toSorted();
  if (names.length === 0) throw new UsageError(`the folder ${place} holds no page and no document`);
  const read = filesBelow(path);
  return Promise.all(
    names.map(async (name) => ({
      bytes: await readFile(join(path, name)),
      shownAs: shownAs === "." ? name : `${shownAs}/${name}`,
      at: join(path, name),
      isFound: true,
      read,
    })),
  );
}

const READ: ReadonlySet<string> = new Set([".json", ".jsonc", ".md", ".mdx", ".txt", ".yaml", ".yml"]);

async function fetchGiven(url: string, context: CommandContext): Promise<Given> {
  if (!url.startsWith("https://") || !URL.canParse(url)) {
    throw new UsageError(
      `${url} is not fetched, since only https addresses are: give its https address, or save it and give the file`,
    );
  }
  const settings = { ...FETCH_DEFAULTS, ...context.fetchSettings, fetch: context.fetch, signal: context.signal };
  const outcome = await fetchPage(url, {}, settings);
  if (outcome.kind === "failed") throw new Unreachable(outcome.message, outcome.isLasting);
  if (outcome.kind !== "fetched") throw new Unreachable(`${url} responded with 304`, true);
  const { origin } = new URL(url);
  const read: ReadReference = async (target) => {
    if (!URL.canParse(target) || new URL(target).origin !== origin) throw new Error(`${target} is outside of ${origin}`);
    const part = await fetchPage(target, {}, settings);
    if (part.kind !== "fetched") throw new Error(part.kind === "failed" ? part.message : `${target} responded with 304`);
    return new TextDecoder().decode(part.bytes);
  };
  const { bytes, etag, lastModified } = outcome;
  return { bytes, shownAs: url, url, etag, lastModified, at: url, isFound: false, read };
}

/** An address returned nothing. This is a problem, since the same call may succeed later. */
export class Unreachable extends Error {
  readonly fix: string;

  constructor(message: string, isLasting: boolean) {
    super(message);
    this.fix = isLasting
      ? "open it in a browser, and give the address where it ends, or save it and give the file"
      : "try again later, or save it and give the file";
  }
}

function textOf({ bytes }: Given): string {
  return new TextDecoder().decode(bytes);
}

/** Recognises a document by its ending. If the ending tells nothing, it uses the first characters. */
function isDocument(given: Given): boolean {
  const ending = extname(given.url === undefined ? given.at : new URL(given.url).pathname).toLowerCase();
  if (ending === ".md" || ending === ".mdx") return false;
  const whole = textOf(given);
  const text = /^\s*\//.test(whole) ? withoutComments(whole) : whole;
  const announces = /^[ \t]*(?:\{[ \t]*)?["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text);
  if ([".yaml", ".yml", ".json", ".jsonc"].includes(ending)) return !given.isFound || announces;
  return announces && /^(?:\s|#.*\n|---[ \t]*\n)*(?:\{|["']?[\w$-]+["']?[ \t]*:)/.test(text);
}

async function readDocuments(given: readonly Given[], context: CommandContext, aim: "client" | "types"): Promise<Sources> {
  const pages: SourcePage[] = [];
  const documents: JsonObject[] = [];
  const problems: Problem[] = [];
  const names = new Set<string>();
  const keep = (each: Given, outline: Outline | undefined): void => {
    if (aim === "client" && outline?.isWebhooksOnly === true && given.length === 1) {
      throw new CommandFailure(
        `${each.shownAs} describes webhooks and no operation that a client can call: specloom types writes their types`,
      );
    }
    const page = toPage(each, "openapi", names, context);
    pages.push(page);
    if (outline) documents.push(outline.document);
    else {
      const { value, problems: found } = extract([page.page], { dialect: "openapi", aim });
      documents.push(...value.map(({ document }) => document));
      problems.push(...found);
    }
  };
  for (const each of given) {
    const source = { file: each.shownAs, text: textOf(each), firstLine: 1 };
    const outline = readOutline(source.text);
    const value = outline?.mayReferOutside === false ? undefined : readYaml(source, "unreadable-block").value;
    if (!isObject(value) || !refersOutside(value)) {
      keep(each, outline);
      continue;
    }
    const version = value["openapi"];
    // The bundler accepts a version only as a text.
    const whole = typeof version === "number" ? { ...value, openapi: `${version.toFixed(1)}.0` } : value;
    const document = { value: whole, at: each.at, shownAs: each.shownAs };
    const { text, problems: found } = await bundleFiles(document, each.read);
    problems.push(...found);
    if (text === undefined) continue;
    const at = each.at.replace(/(?:\.\w+)?$/, ".yaml");
    const bytes = new TextEncoder().encode(text);
    keep({ ...each, at, url: undefined, etag: undefined, lastModified: undefined, bytes }, readOutline(text));
    const message = "its files are kept as one page, which sync cannot fetch again: give it by sync --from";
    problems.push({ rule: "files-bundled", severity: "info", message, location: { file: each.shownAs, line: 1 } });
  }
  return { dialect: "openapi", pages, documents, problems };
}

/** The dialect of most pages. Pages of a folder that describe no operation are left out. */
function readPages(given: readonly Given[], context: CommandContext, aim: "client" | "types"): Sources {
  const tries = [...extractors.keys()]
    .filter((dialect) => dialect !== "openapi")
    .map((dialect) => {
      const names = new Set<string>();
      const pages = given.map((each) => toPage(each, dialect, names, context));
      const results = pages.map((page, index) => ({
        page,
        isFound: given[index]?.isFound === true,
        ...extract([page.page], { dialect, aim }),
      }));
      // A page that another dialect reads counts there.
      const own = results.filter(({ problems }) => !problems.some(({ rule }) => rule === "other-dialect"));
      return { dialect, results, count: own.reduce((sum, { value }) => sum + value.length, 0) };
    });
  const best = tries.toSorted((a, b) => b.count - a.count)[0];
  if (!best || best.count === 0) {
    // A page that one dialect cannot read is no page of the other one either.
    const first = uniqueProblems(tries.flatMap(({ results }) => results.flatMap(({ problems }) => problems)));
    const telling = first.filter(({ rule }) => rule !== "no-block");
    const known = tries.map(({ dialect }) => dialect).join(" or ");
    const problems = (telling.length > 0 ? telling : first.slice(0, given.length)).map((problem) =>
      problem.rule === "no-block"
        ? { ...problem, message: `neither a document nor a page that holds OpenAPI in the dialect ${known}`, fix: undefined }
        : problem,
    );
    return { dialect: "", pages: [], documents: [], problems };
  }
  const problems: Problem[] = [];
  const kept = best.results.filter(({ page, isFound, value, problems: found }) => {
    const isForeign = value.length === 0 && found.every(({ rule }) => LEFT_OUT.includes(rule));
    if (!isFound || !isForeign) return true;
    problems.push({
      rule: "page-left-out",
      severity: "info",
      message: found[0]?.message ?? "",
      location: { file: page.page.file, line: 1 },
    });
    return false;
  });
  const pages = kept.map(({ page }) => page);
  problems.push(...kept.flatMap((result) => result.problems));
  const documents = kept.flatMap(({ value }) => value.map(({ document }) => document));
  return { dialect: best.dialect, pages, documents, problems };
}

function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

const LEFT_OUT: readonly string[] = ["no-block", "no-openapi", "no-operation", "schemas-without-paths", "older-mintlify"];

function toPage(given: Given, dialect: string, names: Set<string>, context: CommandContext): SourcePage {
  const { bytes, url, etag, lastModified } = given;
  const file = freeName(fileName(given, dialect), names);
  names.add(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const text = new TextDecoder().decode(bytes);
  return {
    // Problems name the source of the page, since the file in the new folder does not exist yet.
    page: { name: file, file: given.shownAs, url, hash: sha256, text },
    listed: { file, url, retrieved: context.today(), sha256, etag, lastModified },
    bytes,
  };
}

function fileName({ at, url, bytes }: Given, dialect: string): string {
  const last = basename(url === undefined ? at : decoded(new URL(url).pathname));
  const plain = last
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .slice(-MAX_FILE_NAME)
    .replace(/^[^A-Za-z0-9]+/, "");
  if (plain === "") return dialect === "openapi" ? "openapi.yaml" : "page.md";
  if (extname(plain) !== "") return plain;
  const isJson = bytes.find((byte) => byte > 32) === 0x7b;
  return `${plain}${dialect === "openapi" ? (isJson ? ".json" : ".yaml") : ".md"}`;
}

const MAX_FILE_NAME = 100;

/** A path that cannot be decoded stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const ending = extname(wanted);
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted.slice(0, wanted.length - ending.length)}-${count}${ending}`;
  return name;
}

/** The API's title in the first document, in words for a sentence. */
export function titleOf(documents: readonly JsonObject[], vendor: string): string {
  const titles = documents.map((document) => stringMember(member(document, "info"), "title"));
  const title = titles.map((each) => plainWords(each ?? "", MAX_TITLE)).find((each) => each !== "") ?? vendor;
  return /\bapi\b/i.test(title) ? `the ${title.replace(/^the /i, "")}` : `the API of ${title}`;
}

const MAX_TITLE = 60;
