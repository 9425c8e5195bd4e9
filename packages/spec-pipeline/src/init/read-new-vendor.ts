import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { YamlSource } from "../document/yaml-source.ts";
import { UsageError, type CommandContext, type ParsedArguments } from "../host/command.ts";
import { readLintConfig, readVendorFiles } from "../host/vendor-files.ts";
import type { PipelineInput } from "../pipeline.ts";
import { hasErrors, type Problem } from "../problems/problem.ts";
import { extract } from "../stages/extract/extract.ts";
import { authenticationOverlay, listSchemes, readAuthentication } from "./authentication-overlay.ts";
import { chooseBaseUrl, isBaseUrl } from "./base-url.ts";
import type { ClientNames } from "./client-names.ts";
import type { ClientPlace } from "./client-place.ts";
import { readSources, titleOf, Unreachable, type Sources } from "./read-sources.ts";
import { vendorFile } from "./vendor-file.ts";
import { lintConfig } from "./workspace-files.ts";

/** The contents of the new vendor's folder. */
export interface NewVendor {
  /** Undefined if the pages cannot be used. */
  readonly input: PipelineInput | undefined;
  readonly problems: readonly Problem[];
  /** The folder that it is taken over from, as messages show it. */
  readonly takenFrom?: string | undefined;
  /** Text of `vendor.yaml`. Empty if there is none. */
  readonly settings: string;
  /** Pages and overlays, by their place in the vendor's folder. */
  readonly files: readonly (readonly [string, Uint8Array])[];
  /** The name of the API in a sentence. */
  readonly title: string;
  /** The sources that were read, counted. */
  readonly outcome: string;
}

/** Reads the sources that `--from` names: pages, documents, or a vendor's folder. */
export async function readNewVendor(
  root: string,
  names: ClientNames,
  place: ClientPlace,
  parsed: ParsedArguments,
  context: CommandContext,
): Promise<NewVendor> {
  const { from, "base-url": wanted, auth } = parsed.options;
  const places = Array.isArray(from) ? from : [];
  if (places.length === 0) throw new UsageError("--from is missing: a page, a document, a folder of them or an https address");
  if (typeof wanted === "string" && !isBaseUrl(wanted)) {
    throw new UsageError(`--base-url ${wanted} must be an address without a slash, query or fragment at its end`);
  }
  if (typeof auth === "string" && !readAuthentication(auth)) {
    throw new UsageError(`--auth ${auth} must be one of bearer, basic, http:SCHEME and header:NAME`);
  }
  const folders = places.map((each) => resolve(context.cwd, each));
  const folder = folders.find((each) => existsSync(join(each, "vendor.yaml")));
  const given = { baseUrl: typeof wanted === "string" ? wanted : undefined, auth: typeof auth === "string" ? auth : undefined };
  if (folder === undefined) return readFresh(root, names, place, places, given, context);
  if (given.auth !== undefined) throw new UsageError(`${folder} has overlays of its own: --auth is for pages and documents`);
  if (places.length > 1) throw new UsageError("a folder with a vendor.yaml is taken over alone: one --from");
  return takeOver(root, names, place, folder, context);
}

/** A new workspace gets a `redocly.yaml`. One with vendors keeps the rules that they follow. */
async function lintConfigFor(root: string): Promise<string> {
  return existsSync(join(root, "redocly.yaml")) || existsSync(join(root, "specs")) ? readLintConfig(root) : lintConfig();
}

const NOTHING = { input: undefined, settings: "", files: [], title: "" };

async function readFresh(
  root: string,
  names: ClientNames,
  place: ClientPlace,
  places: readonly string[],
  given: { readonly baseUrl: string | undefined; readonly auth: string | undefined },
  context: CommandContext,
): Promise<NewVendor> {
  let sources;
  try {
    sources = await readSources(places, context);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const problem: Problem = {
      rule: "page-out-of-reach",
      severity: "error",
      message: error.message,
      fix: error.fix,
    };
    return { ...NOTHING, problems: [problem], outcome: "nothing read" };
  }
  const { pages, dialect, documents, problems } = sources;
  const outcome = count(pages, "page");
  const baseUrl = given.baseUrl ?? chooseBaseUrl(documents, pages[0]?.page.url);
  // This question comes first: the next try needs the answer, whatever else is wrong.
  if (baseUrl === undefined && documents.length > 0) {
    throw new UsageError(
      "the documents name no server with an address: give the API's address with --base-url https://api.example",
    );
  }
  if (baseUrl === undefined) return { ...NOTHING, problems, outcome };
  const vendor = {
    id: names.vendor,
    baseUrl,
    dialect,
    pages: pages.map(({ listed }) => listed),
    clientParameters: [],
    output: place.output,
    ignore: [],
    prefer: [],
  };
  // The stage extract reports these findings again. Here they only decide whether to continue.
  const isUsable = !hasErrors(problems);
  const overlays = given.auth === undefined || !isUsable ? [] : [credentialOverlay(given.auth, sources, names)];
  return {
    input: isUsable
      ? { vendor, pages: pages.map(({ page }) => page), overlays, lintConfig: await lintConfigFor(root) }
      : undefined,
    problems,
    settings: pages.length === 0 ? "" : vendorFile({ ...vendor, output: place.isPackage ? undefined : place.output }),
    files: [
      ...pages.map(({ listed, bytes }) => [`pages/${listed.file}`, bytes] as const),
      ...overlays.map(({ file, text }) => [file.replace(`specs/${names.vendor}/`, ""), new TextEncoder().encode(text)] as const),
    ],
    title: titleOf(documents, names.vendor),
    outcome: isUsable ? `${outcome}, ${dialect}` : outcome,
  };
}

/** The overlay that `--auth` asks for. The documents are read completely only now, since the outline has no operations. */
function credentialOverlay(auth: string, { pages, dialect }: Sources, names: ClientNames): YamlSource {
  const { value } = extract(
    pages.map(({ page }) => page),
    { dialect },
  );
  const { defined, missing } = listSchemes(value.map(({ document }) => document));
  if (missing.length === 0 && defined.length > 0) {
    throw new UsageError(
      `the document defines its security schemes itself: ${[...new Set(defined)].join(", ")}; leave --auth out`,
    );
  }
  const file = `specs/${names.vendor}/overlays/010-name-the-credential.yaml`;
  return { file, text: authenticationOverlay(auth, missing), firstLine: 1 };
}

async function takeOver(
  root: string,
  names: ClientNames,
  place: ClientPlace,
  folder: string,
  context: CommandContext,
): Promise<NewVendor> {
  const takenFrom = relative(context.cwd, folder).replaceAll("\\", "/") || ".";
  const { input, problems } = await readVendorFiles(root, names.vendor, folder, takenFrom);
  if (!input) return { ...NOTHING, takenFrom, problems, outcome: "nothing read" };
  const { vendor, pages, overlays } = input;
  if (vendor.output !== place.output) {
    const way = place.isPackage ? "take it out, so that the client holds its code" : `write output: ${place.output}`;
    throw new UsageError(`${takenFrom}/vendor.yaml sets output to ${vendor.output}: ${way}`);
  }
  const paths = [
    ...pages.map(({ name }) => `pages/${name}`),
    ...overlays.map(({ file }) => `overlays/${file.split("/").at(-1) ?? ""}`),
  ];
  const files = await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const));
  const { value } = extract(pages, vendor);
  return {
    takenFrom,
    input: { ...input, lintConfig: await lintConfigFor(root) },
    problems,
    settings: await readFile(join(folder, "vendor.yaml"), "utf8"),
    files,
    title: titleOf(
      value.map(({ document }) => document),
      names.vendor,
    ),
    outcome: `${count(pages, "page")} and ${count(overlays, "overlay")}, ${vendor.dialect}`,
  };
}

function count(list: readonly unknown[], noun: string): string {
  return `${list.length} ${noun}${list.length === 1 ? "" : "s"}`;
}
