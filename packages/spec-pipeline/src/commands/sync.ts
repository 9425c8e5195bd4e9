import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { PipelineInput } from "../pipeline.ts";
import type { Problem } from "../problem.ts";
import type { VendorReport } from "../report.ts";
import type { VendorPage } from "../vendor.ts";
import { editVendorPages } from "../vendor-edits.ts";
import { locate, type YamlSource } from "../yaml-source.ts";
import { INTERRUPTED, UsageError, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "./command.ts";
import { FETCH_DEFAULTS, fetchPage, type FetchedPage } from "./fetch-page.ts";
import { applyChanges, planChanges, type FileChange } from "./output-files.ts";
import { finish, selectVendors } from "./vendor-runs.ts";
import { isMissing, readText, readVendorFiles } from "./workspace.ts";

const HELP = `Usage: specloom sync [vendor…] [options]

Fetches the pages that vendor.yaml lists, and where one has changed writes it with its date
and hash and generates again. All of a vendor or nothing: where a page cannot be fetched or
a stage finds an error, the vendor's files stay as they are, and the other vendors go on.

Options
  --from DIR   take the pages from a folder (DIR/<file> or DIR/<vendor>/<file>) and fetch nothing
  --json       print the report as JSON
  --help       print this text

Exit codes: 0 done, 1 problems found or a site out of reach, 2 called wrongly
`;

/** Where pages come from: the vendor's site, or a folder. */
type PageSource = (page: VendorPage, vendor: string) => Promise<FetchedPage>;

async function sync(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { root, vendors } = await selectVendors(parsed, context);
  const from = parsed.options["from"];
  const source = typeof from === "string" ? await folderSource(resolve(context.cwd, from), context.cwd) : siteSource(context);
  const reports: VendorReport[] = [];
  for (const id of vendors) {
    if (context.signal.aborted) return INTERRUPTED;
    reports.push(await syncVendor(root, id, source, context));
  }
  const exitCode = finish(reports, parsed, context);
  return context.signal.aborted ? INTERRUPTED : exitCode;
}

interface ChangedPage {
  readonly page: VendorPage;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

async function syncVendor(root: string, id: string, source: PageSource, context: CommandContext): Promise<VendorReport> {
  const nothing = (problems: readonly Problem[], outcome = "nothing written"): VendorReport => ({
    vendor: id,
    stages: [],
    problems,
    outcome,
  });
  const { input, problems } = await readVendorFiles(root, id);
  if (!input) return nothing(problems);
  const settings: YamlSource = { file: `specs/${id}/vendor.yaml`, text: "", firstLine: 1 };
  const vendorText = (await readText(join(root, settings.file))) ?? "";

  const startMs = performance.now();
  const { changed, failures } = await collectPages(input, source, { ...settings, text: vendorText });
  const fetched = {
    stage: "fetch",
    outcome: `${changed.length} of ${input.vendor.pages.length} pages changed`,
    elapsedMs: performance.now() - startMs,
  };
  if (context.signal.aborted) return nothing([], "interrupted, nothing written");
  if (failures.length > 0) return { ...nothing(failures), stages: [fetched] };
  if (changed.length === 0) return { ...nothing([], "no page has changed"), stages: [fetched] };

  const { runPipeline } = await import("../pipeline.ts");
  const result = await runPipeline(withPages(input, changed));
  const report = { vendor: id, stages: [fetched, ...result.stages], problems: result.problems };
  if (context.signal.aborted) return { ...report, outcome: "interrupted, nothing written" };
  if (result.problems.some(({ severity }) => severity !== "info")) {
    const kept = `.work/${id}/pages`;
    await keepPages(join(root, kept), changed);
    return { ...report, outcome: `nothing written; the new pages are in ${kept}: mend, then specloom sync ${id} --from ${kept}` };
  }
  const edits = changed.map(({ page, sha256, etag, lastModified }) => ({
    file: page.file,
    retrieved: context.today(),
    sha256,
    etag,
    lastModified,
  }));
  const changes: FileChange[] = [
    ...changed.map(({ page, bytes }) => ({ path: `specs/${id}/pages/${page.file}`, content: bytes })),
    { path: settings.file, content: editVendorPages(vendorText, edits) },
    ...(await planChanges(root, result.files, input.vendor.output)),
  ];
  applyChanges(root, changes);
  return { ...report, outcome: `wrote ${changes.map(({ path }) => path).join(", ")}` };
}

async function collectPages(
  input: PipelineInput,
  source: PageSource,
  settings: YamlSource,
): Promise<{ changed: readonly ChangedPage[]; failures: readonly Problem[] }> {
  const changed: ChangedPage[] = [];
  const failures: Problem[] = [];
  for (const [index, page] of input.vendor.pages.entries()) {
    const outcome = await source(page, input.vendor.id);
    if (outcome.kind === "failed") {
      const { message, fix } = outcome;
      const location = locate(settings, `/pages/${index}/url`);
      failures.push({ rule: "page-out-of-reach", severity: "error", message, fix, location, page: page.file });
    } else if (outcome.kind === "fetched") {
      const { bytes, etag, lastModified } = outcome;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (sha256 !== page.sha256) changed.push({ page, bytes, sha256, etag, lastModified });
    }
  }
  return { changed, failures };
}

function withPages(input: PipelineInput, changed: readonly ChangedPage[]): PipelineInput {
  const pages = input.pages.map((page) => {
    const change = changed.find((candidate) => candidate.page.file === page.name);
    if (!change) return page;
    return { ...page, hash: change.sha256, text: new TextDecoder().decode(change.bytes) };
  });
  return { ...input, pages };
}

/** Pages that could not be taken over are kept for whoever mends the overlays: the site may show others tomorrow. */
async function keepPages(folder: string, changed: readonly ChangedPage[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { page, bytes } of changed) await writeFile(join(folder, page.file), bytes);
}

function siteSource(context: CommandContext): PageSource {
  const settings = { ...FETCH_DEFAULTS, ...context.fetchSettings, fetch: context.fetch, signal: context.signal };
  return (page) => fetchPage(page.url, { etag: page.etag, lastModified: page.lastModified }, settings);
}

async function folderSource(folder: string, cwd: string): Promise<PageSource> {
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

export const command: Command = { help: HELP, options: { from: { type: "string" }, json: { type: "boolean" } }, run: sync };
