import { createHash } from "node:crypto";
import { join } from "node:path";
import { CommandFailure, type CommandContext } from "../host/command.ts";
import { fetchPage } from "../host/fetch-page.ts";
import { applyChanges, planChanges } from "../host/files.ts";
import { runWithRoom } from "../host/run-with-room.ts";
import { readVendorFiles } from "../host/vendor-files.ts";
import { readText } from "../host/workspace.ts";
import type { PipelineInput } from "../pipeline.ts";
import { isOpen } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import { addVendorPages } from "../vendor/edit-vendor-pages.ts";
import type { VendorPage } from "../vendor/vendor.ts";
import { siteSettings } from "./collect-pages.ts";
import { readPublished } from "./published-file.ts";
import { markdownAddress, readIndex } from "./read-index.ts";

interface NewPage {
  readonly entry: VendorPage;
  readonly bytes: Uint8Array;
}

/**
 * Adds pages of the vendor's site to its folder, and generates. The pages stay if a stage finds a problem, since a person writes the needed
 * overlay for them.
 */
export async function addPages(
  root: string,
  id: string,
  wanted: readonly string[],
  context: CommandContext,
): Promise<VendorReport> {
  const { input, problems } = await readVendorFiles(root, id);
  const report = { vendor: id, stages: [] };
  if (!input) return { ...report, problems, outcome: "nothing written" };
  const urls = await findAddresses(root, input, wanted, context);
  const added = await fetchAll(input, urls, context);
  if (context.signal.aborted) return { ...report, problems: [], outcome: "interrupted, nothing written" };
  const settings = `specs/${id}/vendor.yaml`;
  const text = (await readText(join(root, settings))) ?? "";
  const placed = added.map(({ entry, bytes }) => ({ path: `specs/${id}/pages/${entry.file}`, content: bytes }));
  const entries = added.map(({ entry }) => entry);
  applyChanges(root, [...placed, { path: settings, content: addVendorPages(text, entries) }]);
  const wrote = `added ${entries.map(({ file }) => file).join(", ")}`;

  const grown = await readVendorFiles(root, id);
  if (!grown.input) return { ...report, problems: grown.problems, outcome: `${wrote}; nothing generated` };
  const result = await runWithRoom(grown.input);
  const done = { ...report, stages: result.stages, problems: result.problems };
  if (result.problems.some(isOpen))
    return { ...done, outcome: `${wrote}; nothing generated: solve the problems, then run specloom generate ${id}` };
  const changes = await planChanges(root, result.files, grown.input.vendor.output);
  applyChanges(root, changes);
  return { ...done, outcome: `${wrote}; wrote ${changes.map(({ path }) => path).join(", ")}` };
}

/** Addresses are used unchanged. Any other name is looked up as an ending among the pages of the index or the last look. */
async function findAddresses(
  root: string,
  input: PipelineInput,
  wanted: readonly string[],
  context: CommandContext,
): Promise<readonly string[]> {
  const origins = new Set(input.vendor.pages.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).origin])));
  let listed: readonly string[] | undefined;
  const urls: string[] = [];
  for (const name of wanted) {
    if (/^https?:\/\//.test(name)) {
      if (!URL.canParse(name)) throw new CommandFailure(`${name} is not an address`);
      if (origins.size > 0 && !origins.has(new URL(name).origin))
        throw new CommandFailure(`${name} is on another site than the vendor's pages (${[...origins].join(", ")})`);
      urls.push(markdownAddress(name));
      continue;
    }
    listed ??= await listAddresses(root, input, context);
    const end = `/${name.replace(/^\/+/, "").replace(/\.md$/, "")}.md`;
    const found = listed.filter((url) => url.endsWith(end));
    const [url] = found;
    if (url === undefined) throw new CommandFailure(`the index lists no page ${name}: run specloom pages ${input.vendor.id}`);
    if (found.length > 1) throw new CommandFailure(`${name} may be ${found.join(" or ")}: give more of the address`);
    urls.push(url);
  }
  const known = input.vendor.pages.flatMap(({ url }) => (url === undefined ? [] : [markdownAddress(url)]));
  const again = urls.find((url) => known.includes(url));
  if (again !== undefined) throw new CommandFailure(`${again} is a page of the vendor already`);
  return [...new Set(urls)];
}

async function listAddresses(root: string, input: PipelineInput, context: CommandContext): Promise<readonly string[]> {
  const earlier = await readPublished(root, input.vendor.id);
  if (earlier) return earlier.pages.map(({ url }) => url);
  const { index, failures } = await readIndex(input.vendor, input.pages, siteSettings(context));
  if (index === undefined)
    throw new CommandFailure(failures[0] ?? "the vendor's site has no index: give the address of the page");
  return index.pages;
}

async function fetchAll(input: PipelineInput, urls: readonly string[], context: CommandContext): Promise<readonly NewPage[]> {
  const settings = siteSettings(context);
  const taken = new Set(input.vendor.pages.map(({ file }) => file));
  const added: NewPage[] = [];
  for (const url of urls) {
    const outcome = await fetchPage(url, {}, settings);
    if (context.signal.aborted) break;
    if (outcome.kind !== "fetched")
      throw new CommandFailure(`nothing written: ${outcome.kind === "failed" ? outcome.message : `${url} gave no page`}`);
    const { bytes, etag, lastModified } = outcome;
    const file = freeFile(url, taken);
    taken.add(file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    added.push({ bytes, entry: { file, url, retrieved: context.today(), sha256, etag, lastModified } });
  }
  return added;
}

/** The last part of the address, with parts before it if another page has that name. */
function freeFile(url: string, taken: ReadonlySet<string>): string {
  const parts = new URL(url).pathname
    .split("/")
    .map((part) => part.replaceAll(/[^\w.-]+/g, "-").replace(/^[^A-Za-z\d]+/, ""))
    .filter((part) => part !== "");
  for (let count = 1; count <= parts.length; count += 1) {
    const file = parts.slice(-count).join("-");
    if (!taken.has(file)) return file;
  }
  throw new CommandFailure(`${url} would need the name of a page that is there already`);
}
