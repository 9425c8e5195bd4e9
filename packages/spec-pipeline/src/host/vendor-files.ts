import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "../document/fragment.ts";
import { locate, readYaml, type YamlSource } from "../document/yaml-source.ts";
import type { PipelineInput } from "../pipeline.ts";
import type { Problem } from "../problems/problem.ts";
import type { RuleId } from "../problems/rules.ts";
import { dialects } from "../stages/extract/extract.ts";
import { readCorrections, type Correction } from "../stages/overlay/corrections.ts";
import { readVendor, type Vendor } from "../vendor/vendor.ts";
import { isMissing, readText } from "./workspace.ts";

/** Ids of all vendors: the folders below `specs/`. */
export async function listVendors(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, "specs"), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .toSorted();
}

export interface VendorFiles {
  /** Undefined if a file could not be read or `vendor.yaml` is wrong. */
  readonly input: PipelineInput | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads all files that the pipeline needs of one vendor. A missing file, or files that do not fit together, are problems. The folder may be
 * elsewhere, for a vendor that is taken over. `shownAs` is its path in messages.
 */
export async function readVendorFiles(
  root: string,
  id: string,
  folder: string = join(root, "specs", id),
  shownAs = `specs/${id}`,
): Promise<VendorFiles> {
  const file = `${shownAs}/vendor.yaml`;
  const text = await readText(join(folder, "vendor.yaml"));
  if (text === undefined) {
    const message = "the vendor has no vendor.yaml";
    return { input: undefined, problems: [{ rule: "vendor-settings", severity: "error", message, location: { file, line: 1 } }] };
  }
  const source: YamlSource = { file, text, firstLine: 1 };
  const { value: vendor, problems } = readVendor(id, source, dialects);
  if (!vendor) return { input: undefined, problems };
  const pages = await readPages({ folder, shownAs }, vendor, source);
  const overlays = await readOverlays({ folder, shownAs });
  const lintConfig = await readLintConfig(root);
  const corrections = correctionsOf(await readText(join(folder, "corrections.gen.yaml")));
  const earlier = await readText(join(folder, "openapi.gen.yaml"));
  const all = [...problems, ...pages.problems, ...overlays.problems];
  if (all.length > 0) return { input: undefined, problems: all };
  return {
    input: { vendor, pages: pages.pages, overlays: overlays.overlays, lintConfig, corrections, earlier },
    problems: [],
  };
}

/** A file that `generate` did not write has no operations to read. `check` reports it. */
function correctionsOf(text: string | undefined): readonly Correction[] {
  if (text === undefined) return [];
  const { value, problems } = readYaml({ file: "corrections.gen.yaml", text, firstLine: 1 }, "unreadable-corrections");
  return problems.length > 0 ? [] : readCorrections(value);
}

/** Whether the workspace switches off some of the general rules. */
export async function readLintConfig(root: string): Promise<string> {
  return (await readText(join(root, "redocly.yaml"))) ?? "extends: [recommended]\n";
}

/** A vendor's folder, and its path in messages. */
interface VendorFolder {
  readonly folder: string;
  readonly shownAs: string;
}

async function readPages(
  { folder, shownAs }: VendorFolder,
  vendor: Vendor,
  source: YamlSource,
): Promise<{ pages: readonly Page[]; problems: readonly Problem[] }> {
  const pages: Page[] = [];
  const problems: Problem[] = [];
  for (const [index, listed] of vendor.pages.entries()) {
    const file = `${shownAs}/pages/${listed.file}`;
    const report = (rule: RuleId, message: string, fix: string, key: string): void => {
      const location = locate(source, `/pages/${index}/${key}`);
      problems.push({ rule, severity: "error", message, fix, location, page: listed.file });
    };
    const bytes = await readFile(join(folder, "pages", listed.file)).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (!bytes) {
      report("missing-page", `${file} does not exist`, "add the page, or remove it from vendor.yaml", "file");
      continue;
    }
    const hash = createHash("sha256").update(bytes).digest("hex");
    if (hash !== listed.sha256) {
      report(
        "page-hash",
        `${file} is not the page that was retrieved: its sha256 is ${hash}`,
        "fetch the page again; if the change is meant, write the new hash here",
        "sha256",
      );
      continue;
    }
    if (!isUtf8(bytes)) {
      report("page-charset", `${file} is not in UTF-8`, "save the page as text in UTF-8, and write its new hash here", "file");
      continue;
    }
    pages.push({ name: listed.file, file, url: listed.url, hash, text: bytes.toString("utf8").replace(/^\uFEFF/, "") });
  }
  const listed = new Set(vendor.pages.map(({ file }) => file));
  const inside = join(folder, "pages");
  for (const name of (await stat(inside).catch(() => undefined)) ? (await readdir(inside)).toSorted() : []) {
    if (listed.has(name) || name.startsWith(".")) continue;
    const file = `${shownAs}/pages/${name}`;
    problems.push({
      rule: "unlisted-page",
      severity: "error",
      message: "the page is not listed in vendor.yaml",
      fix: "list it with address, date and sha256, or delete it",
      location: { file, line: 1 },
      page: name,
    });
  }
  return { pages, problems };
}

const OVERLAY_NAME = /^\d{3}-[a-z0-9]+(?:-[a-z0-9]+)*\.yaml$/;

async function readOverlays(vendor: VendorFolder): Promise<{ overlays: readonly YamlSource[]; problems: readonly Problem[] }> {
  const folder = join(vendor.folder, "overlays");
  const problems: Problem[] = [];
  const overlays: YamlSource[] = [];
  const numbers = new Map<string, string>();
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names.filter((entry) => !entry.startsWith(".")).toSorted()) {
    const file = `${vendor.shownAs}/overlays/${name}`;
    const report = (message: string, fix: string): void => {
      problems.push({ rule: "overlay-name", severity: "error", message, fix, location: { file, line: 1 } });
    };
    if (!OVERLAY_NAME.test(name)) report("the name of an overlay is NNN-slug.yaml", "rename the file: 010-name-operations.yaml");
    const number = name.slice(0, 3);
    const other = numbers.get(number);
    if (other !== undefined) report(`${other} has the same number, so the order is unclear`, "give it another number");
    numbers.set(number, name);
    overlays.push({ file, text: (await readText(join(folder, name))) ?? "", firstLine: 1 });
  }
  return { overlays, problems };
}
