import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { locate, type YamlSource } from "../document/yaml-source.ts";
import { UsageError, type CommandContext } from "../host/command.ts";
import { FETCH_DEFAULTS, fetchPage, type FetchedPage, type FetchSettings } from "../host/fetch-page.ts";
import { createPace } from "../host/pace.ts";
import { isMissing } from "../host/workspace.ts";
import type { PipelineInput } from "../pipeline.ts";
import type { Problem } from "../problems/problem.ts";
import type { VendorPage } from "../vendor/vendor.ts";

/** The source of pages: the vendor's site, or a folder. */
export type PageSource = (page: VendorPage, vendor: string) => Promise<FetchedPage | { readonly kind: "no-address" }>;

export interface ChangedPage {
  readonly page: VendorPage;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface CollectedPages {
  readonly changed: readonly ChangedPage[];
  readonly notes: readonly Problem[];
  readonly failures: readonly Problem[];
  /** Whether a page failed in a way that only a person can solve: it has moved, or its content is no page any more. */
  readonly isLasting: boolean;
  /** The number of pages that were read, changed or not. */
  readonly read: number;
}

const SAVE = "save the page as text in UTF-8";

export async function collectPages(input: PipelineInput, source: PageSource, settings: YamlSource): Promise<CollectedPages> {
  let isLasting = false;
  let read = 0;
  const changed: ChangedPage[] = [];
  const notes: Problem[] = [];
  const failures: Problem[] = [];
  for (const [index, page] of input.vendor.pages.entries()) {
    const outcome = await source(page, input.vendor.id);
    if (outcome.kind === "failed") {
      const { message, fix } = outcome;
      isLasting ||= outcome.isLasting;
      const location = locate(settings, `/pages/${index}/url`);
      failures.push({ rule: "page-out-of-reach", severity: "error", message, fix, location, page: page.file });
    } else if (outcome.kind === "no-address") {
      const location = locate(settings, `/pages/${index}/file`);
      const message = `${page.file} has no address, so it stays as it is; sync --from takes a new one from a folder`;
      notes.push({ rule: "page-without-address", severity: "info", message, location, page: page.file });
    } else if (outcome.kind === "unchanged") {
      read += 1;
    } else {
      // A folder may hold anything.
      if (!isUtf8(outcome.bytes)) {
        isLasting = true;
        const location = locate(settings, `/pages/${index}/file`);
        const message = `${page.file} is not in UTF-8`;
        failures.push({ rule: "page-charset", severity: "error", message, fix: SAVE, location, page: page.file });
        continue;
      }
      read += 1;
      const { bytes, etag, lastModified } = outcome;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (sha256 !== page.sha256) changed.push({ page, bytes, sha256, etag, lastModified });
    }
  }
  return { changed, notes, failures, isLasting, read };
}

export function withPages(input: PipelineInput, changed: readonly ChangedPage[]): PipelineInput {
  const pages = input.pages.map((page) => {
    const change = changed.find((candidate) => candidate.page.file === page.name);
    if (!change) return page;
    return { ...page, hash: change.sha256, text: new TextDecoder().decode(change.bytes) };
  });
  return { ...input, pages };
}

/** Pages that could not be taken over are kept for the person who fixes the overlays, since the site may be different tomorrow. */
export async function keepPages(folder: string, changed: readonly ChangedPage[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { page, bytes } of changed) await writeFile(join(folder, page.file), bytes);
}

/** The settings for fetching all pages of a run. */
export function siteSettings({ fetchSettings, fetch, signal }: CommandContext): FetchSettings {
  return { ...FETCH_DEFAULTS, ...fetchSettings, fetch, signal, pace: createPace() };
}

export function siteSource(context: CommandContext): PageSource {
  const settings = siteSettings(context);
  return async ({ url, ...page }) =>
    url === undefined ? { kind: "no-address" } : fetchPage(url, { etag: page.etag, lastModified: page.lastModified }, settings);
}

export async function folderSource(folder: string, cwd: string): Promise<PageSource> {
  await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) throw new UsageError(`there is no folder ${folder.replace(`${cwd}/`, "")} to take pages from`);
    throw error;
  });
  return async ({ file }, vendor) => {
    for (const path of [join(folder, vendor, file), join(folder, file)]) {
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes) return { kind: "fetched", bytes };
    }
    return { kind: "unchanged" };
  };
}
