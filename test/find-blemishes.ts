import { createHash } from "node:crypto";
import { posix } from "node:path";
import GithubSlugger from "github-slugger";
import { marked, type Token } from "marked";
import { parse } from "yaml";
import { IN_CAPITALS, type Module } from "./read-module.ts";

/** Longest hand-written source, in lines, that needs no justification. */
export const MAX_LINES = 500;

/** Words that say nothing about the content. */
const EMPTY_WORDS = ["util", "utils", "helper", "helpers", "common", "manager", "managers"];

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Files that have a name in capitals on every platform, or on GitHub. */
const CAPITALS = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "LICENSE",
  "ISSUE_TEMPLATE",
  "PULL_REQUEST_TEMPLATE.md",
];

/** Fixtures start with an operation id, which has the API's spelling: `queryReferrals.two-metrics.json`. */
const isFixture = (path: string): boolean => path.includes("/test/fixtures/");

/** The blemishes of the names along a path. */
export function findNameBlemishes(path: string): string[] {
  const segments = path.split("/");
  const file = segments.at(-1) ?? "";
  return segments.flatMap((segment, index) => {
    if (CAPITALS.includes(segment) || segment.startsWith(".")) return [];
    const [stem = "", ...suffixes] = segment.split(".");
    const words = stem.toLowerCase().split(/[^a-z0-9]+/);
    const empty = words.find((word) => EMPTY_WORDS.includes(word));
    if (empty !== undefined) return [`${path}: “${empty}” says nothing about what is inside`];
    const spelled = index === segments.length - 1 && isFixture(path) ? suffixes : [stem, ...suffixes];
    return spelled.every((part) => KEBAB.test(part))
      ? []
      : [`${path}: ${segment === file ? "file" : "folder"} name is not kebab-case`];
  });
}

/** Entries of a package, which are named as users import them. */
const ENTRIES = ["index", "openapi-fetch", "resources", "testing", "validators"];

/** A source below `src/` is named after what it exports: its words begin or end an exported name, in the singular or plural. */
export function findExportBlemishes({ path, exports }: Module): string[] {
  const [, name] = /^packages\/[^/]+\/src\/(?:.*\/)?([^/]+)\.ts$/.exec(path) ?? [];
  if (name === undefined || name.endsWith(".gen") || ENTRIES.includes(name) || exports.length === 0) return [];
  const wanted = singular(name);
  const fits = exports.some((exported) => {
    const words = singular(kebab(exported.name));
    return (
      words === wanted ||
      words.startsWith(`${wanted}-`) ||
      words.endsWith(`-${wanted}`) ||
      kebab(exported.name).startsWith(`${name}-`)
    );
  });
  return fits ? [] : [`${path}: named after none of its exports: ${exports.map((exported) => exported.name).join(", ")}`];
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}

function singular(words: string): string {
  return words.replace(/ies$/, "y").replace(/s$/, "");
}

/** A private constant of a source whose value is written out is in capitals. What is computed, or exported, is not held to that. */
export function findConstantBlemishes({ path, constants }: Module): string[] {
  return constants
    .filter(({ name }) => !IN_CAPITALS.test(name))
    .map(({ name, line }) => `${path}:${line} has a constant that is not in capitals: ${name}`);
}

/** The blemishes of any source: its length, its exported names, its to-dos. */
export function findSourceBlemishes({ path, exports, comments }: Module, source: string): string[] {
  const found: string[] = [];
  const lines = source.split("\n").length - 1;
  if (lines > MAX_LINES && !/\blong because\b/i.test(comments[0]?.name ?? "")) {
    found.push(`${path}: ${lines} lines; split it, or say “Long because …” in its first comment`);
  }
  for (const { name, line } of exports) {
    const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
    const empty = words.find((word) => EMPTY_WORDS.includes(word));
    if (empty !== undefined) found.push(`${path}:${line} exports ${name}: “${empty}” says nothing`);
  }
  for (const { name, line } of comments) {
    if (/\b(?:TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/.test(name))
      found.push(`${path}:${line} leaves work for later without an issue's number`);
  }
  return found;
}

/** Ways to leave a test out, and to put another module in the place of a real one. */
const NOT_TESTED = ["test", "it", "describe"].flatMap((name) => [
  `${name}.skip`,
  `${name}.only`,
  `${name}.todo`,
  `${name}.fails`,
]);
const MODULE_MOCKS = ["vi.mock", "vi.doMock", "vi.hoisted"];

/** The blemishes of a file of tests: tests that do not run, mocked modules, titles that do not state behaviour. */
export function findTestBlemishes({ path, names, titles }: Module): string[] {
  const found: string[] = [];
  for (const { name, line } of names) {
    if (NOT_TESTED.includes(name)) found.push(`${path}:${line} leaves tests out: ${name}`);
    if (MODULE_MOCKS.includes(name)) found.push(`${path}:${line} mocks a module: ${name}`);
  }
  for (const { name, line } of titles) {
    if (/\bshould\b/i.test(name)) found.push(`${path}:${line} says what should be, not what is: ${name}`);
  }
  return found;
}

/** A `fetch` that a test of a client writes is held to the spec: only mocks refuse by themselves what the API would refuse. */
export function findStubBlemishes(path: string, text: string): string[] {
  const stub = /\bfetch(?::[^=,;{}()]*=|:| =) (?:async )?(?:\([^()]*\)|\w+)(?:: [^=]*)? =>/;
  return text
    .split("\n")
    .flatMap((line, index) => (stub.test(line) ? [`${path}:${index + 1} writes a fetch without heldToSpec`] : []));
}

/** Generated files lie in generated folders or are made beside a vendor's pages, and a generated folder holds nothing else. */
export function findGeneratedBlemishes(path: string): string[] {
  const isGenerated = /\.gen\.[a-z]+$/.test(path);
  const isPlace = /(?:^|\/)generated\/[^/]+$/.test(path);
  if (isGenerated && !isPlace && !/^specs\/[^/]+\/(?:corrections|openapi)\.gen\.yaml$/.test(path))
    return [`${path}: a generated file outside of generated/`];
  if (isPlace && !isGenerated && !path.endsWith("/README.md")) return [`${path}: a hand-written file in generated/`];
  return [];
}

/** Paths of a real machine: home folders, work folders, drives. The home of `somebody` is an example. */
export function findMachinePaths(path: string, text: string): string[] {
  const machine = /(?<![\w.~*$}-])(?:\/(?:home|Users|root|work|workspace)\/(?!somebody\b)[\w.-]+|[A-Z]:\\(?:Users|work)\\)/;
  return text.split("\n").flatMap((line, index) => {
    const found = machine.exec(line)?.[0];
    return found === undefined ? [] : [`${path}:${index + 1} names a place on one machine: ${found}`];
  });
}

/** Credentials in the shapes that their issuers give them, so that they can be told from made-up ones. */
const CREDENTIALS = new RegExp(
  [
    "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
    String.raw`\bgh[a-z]_[A-Za-z0-9]{36}\b`,
    String.raw`\bnpm_[A-Za-z0-9]{36}\b`,
    String.raw`\b(?:sk[-_](?:[a-z]+[-_])?|LIVE_)[A-Za-z0-9]{20,}\b`,
    String.raw`\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}`,
  ].join("|"),
);

/** A possible credential. It is not repeated. */
export function findCredentials(path: string, text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (CREDENTIALS.test(line) ? [`${path}:${index + 1} holds what looks like a credential`] : []));
}

/** Compares the pages of a vendor with what its `vendor.yaml` says of them. */
export function findPageBlemishes(vendor: string, settings: string, pages: ReadonlyMap<string, Uint8Array>): string[] {
  const listed: { pages: { file: string; sha256: string }[] } = parse(settings);
  const hashes = new Map(listed.pages.map(({ file, sha256 }) => [file, sha256]));
  const found = [...pages].flatMap(([file, bytes]) => {
    const hash = hashes.get(file);
    if (hash === undefined) return [`${vendor}: pages/${file} is not listed in vendor.yaml`];
    return hash === createHash("sha256").update(bytes).digest("hex")
      ? []
      : [`${vendor}: pages/${file} is not what vendor.yaml says`];
  });
  for (const file of hashes.keys()) if (!pages.has(file)) found.push(`${vendor}: pages/${file} is missing`);
  return found;
}

/** A decision record has a number and a title, and the three parts in order, none of them empty. */
export function findRecordBlemishes(path: string, text: string): string[] {
  const tokens = marked.lexer(text).filter(({ type }) => type !== "space");
  const [number] = posix.basename(path).split("-");
  const [title] = tokens;
  const found: string[] = [];
  if (title?.type !== "heading" || title["depth"] !== 1 || !title.raw.startsWith(`# ${number}: `)) {
    found.push(`${path}: starts with another line than “# ${number}: …”`);
  }
  const parts: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "heading" || token["depth"] !== 2) continue;
    parts.push(String(token["text"]));
    if ((tokens[index + 1] ?? token).type === "heading") found.push(`${path}: nothing under “${String(token["text"])}”`);
  }
  if (parts.join() !== "Context,Decision,Consequences")
    found.push(`${path}: has other parts than Context, Decision, Consequences`);
  return found;
}

/** The links of a document, and the places in it that can be linked to. */
export interface Document {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

export function readDocument(text: string): Document {
  const links: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  void marked.walkTokens(marked.lexer(text), (token: Token) => {
    if ((token.type === "link" || token.type === "image") && typeof token["href"] === "string") links.push(token["href"]);
    if (token.type === "heading") anchors.add(slugger.slug(String(token["text"]).replaceAll(/[`*_]/g, "")));
  });
  return { links, anchors };
}

/** Relative links that lead nowhere: no such file, or no such heading in it. */
export function findDeadLinks(documents: ReadonlyMap<string, Document>, exists: (path: string) => boolean): string[] {
  const found: string[] = [];
  for (const [path, { links }] of documents) {
    for (const link of links) {
      if (/^[a-z][a-z+.-]*:/i.test(link)) continue;
      const [file = "", anchor] = link.split("#").map(decodeURIComponent);
      const target = file === "" ? path : posix.join(posix.dirname(path), file);
      const isLost = anchor !== undefined && documents.get(target)?.anchors.has(anchor) === false;
      if (file.startsWith("/") || target.startsWith("../") || !exists(target.replace(/\/$/, "")))
        found.push(`${path}: no such file: ${link}`);
      else if (isLost) found.push(`${path}: no such heading: ${link}`);
    }
  }
  return found;
}
