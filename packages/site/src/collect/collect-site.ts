/** Everything that the pages show, read from the workspace. */
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ClientPages, SiteData, TextPage } from "../data/site-data.ts";
import { collectClient } from "./collect-client.ts";
import { addressOf, createLinker, type Linker, type Places, readSource, sourceSlug } from "./linker.ts";
import { pageDescription } from "./page-description.ts";
import { referencePages } from "./reference-pages.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { splitSections } from "./split-sections.ts";

const read = (file: string): string => readFileSync(file, "utf8");

/** Texts with a page each: patterns of the workspace, and the part of the site that they are in. */
const TEXTS: readonly (readonly [pattern: string, part: string])[] = [
  ["docs/{contract,setups,troubleshooting}.md", "clients"],
  ["docs/*.md", "specloom"],
  ["docs/vendors/*.md", "vendors"],
  ["docs/decisions/*.md", "decisions"],
  ["*.md", "specloom"],
  ["packages/*/README.md", "packages"],
];

/** Names of pages whose files are called README. */
const NAMES: Readonly<Record<string, string>> = {
  "docs/vendors/README.md": "vendors",
  "docs/decisions/README.md": "decisions",
  "README.md": "specloom",
  // `docs/security.md` has this name in lower case.
  "SECURITY.md": "specloom/reporting-a-weakness",
};

function textFiles(root: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const clients = new Set(clientFolders(root).map(({ folder }) => `packages/${folder}/README.md`));
  for (const [pattern, part] of TEXTS)
    for (const file of globSync(pattern, { cwd: root }).toSorted()) {
      const path = file.replaceAll("\\", "/");
      const name = path.endsWith("/README.md") ? basename(dirname(path)) : basename(path, ".md");
      if (!files.has(path) && !clients.has(path)) files.set(path, NAMES[path] ?? `${part}/${name.toLowerCase()}`);
    }
  const taken = [...files.values()].filter((slug, index, slugs) => slugs.indexOf(slug) !== index);
  if (taken.length > 0) throw new Error(`two texts have the address ${taken.join(", ")}`);
  return files;
}

/** Packages with a client of a vendor, by vendor. */
function clientFolders(root: string): readonly { vendor: string; folder: string }[] {
  return globSync("packages/*-client/package.json", { cwd: root })
    .map((file) => basename(dirname(file)))
    .toSorted()
    .map((folder) => ({ folder, vendor: folder.replace(/-client$/, "") }))
    .filter(({ vendor }) => existsSync(join(root, "specs", vendor, "openapi.gen.yaml")));
}

/** The pipeline's own report of what changed since the last release. */
function changesPage(root: string, vendor: string, part: string): TextPage {
  const command = join(root, "packages/spec-pipeline/bin/specloom.mjs");
  const report = execFileSync(process.execPath, [command, "diff", vendor, "--format", "markdown"], {
    cwd: root,
    encoding: "utf8",
  });
  const { blocks, headings } = renderMarkdown(report, (address) => (/^https?:/.test(address) ? address : undefined));
  return { slug: `${vendor}/changes`, title: "Changes since the last release", part, blocks, headings, searched: true };
}

/** `work`: a folder for what is made on the way. `packages`: folders whose reference is written. */
export async function collectSite(
  root: string,
  work: string,
  packages: readonly string[] = publishedPackages(root),
): Promise<SiteData> {
  const { data, linker } = await collect(root);
  const pages = [...data.pages];
  for (const folder of packages) pages.push(...(await referencePages(root, folder, work, linker)));
  pages.push(...sourcePages(root, linker.sources));
  // A disk may not tell upper case from lower.
  const slugs = pages.map(({ slug }) => slug.toLowerCase());
  const taken = slugs.filter((slug, index) => slugs.indexOf(slug) !== index);
  if (taken.length > 0) throw new Error(`two pages have the address ${taken.join(", ")}`);
  const described = pages.map((page) => ({ ...page, description: page.description ?? pageDescription(page.blocks) }));
  return { clients: data.clients.map((client) => withReference(client, pages)), pages: described };
}

async function collect(root: string): Promise<{ data: SiteData; linker: Linker }> {
  const texts = textFiles(root);
  const folders = clientFolders(root);
  const places: Places = new Map(texts);
  for (const { vendor, folder } of folders) {
    const file = `packages/${folder}/README.md`;
    places.set(file, vendor);
    for (const { slug } of splitSections(read(join(root, file))).sections) places.set(`${file}#${slug}`, `${vendor}/${slug}`);
  }
  const linker = createLinker(root, places);
  const pages: TextPage[] = [];
  for (const [file, slug] of texts) {
    const { title, blocks, headings } = renderMarkdown(read(join(root, file)), linker.from(file));
    pages.push({ slug, title: title ?? file, blocks, headings, searched: true });
  }
  const decisions = pages.filter(({ slug }) => slug.startsWith("decisions/"));
  const clients = [];
  for (const { vendor, folder } of folders) {
    const { client, pages: own } = await collectClient({ root, folder, vendor }, linker);
    clients.push(client);
    pages.push(...own, changesPage(root, vendor, client.title));
    const changelog = join(root, "packages", folder, "CHANGELOG.md");
    if (existsSync(changelog)) {
      const rendered = renderMarkdown(read(changelog), linker.from(`packages/${folder}/CHANGELOG.md`));
      pages.push({ ...rendered, slug: `${vendor}/changelog`, title: "Changelog", part: client.title, searched: true });
    }
  }
  const listed = pages.map((page) => (page.slug === "decisions" ? withList(page, decisions) : page));
  return { data: { clients, pages: listed }, linker };
}

/** The text of a folder, and below it the pages of the folder, which a host of the repository lists itself. */
function withList(page: TextPage, pages: readonly TextPage[]): TextPage {
  const list = pages.map(({ slug, title }) => `- [${title}](${addressOf(slug)})`).join("\n");
  return { ...page, blocks: [...page.blocks, ...renderMarkdown(list, (address) => address).blocks] };
}

function publishedPackages(root: string): readonly string[] {
  return globSync("packages/*/package.json", { cwd: root })
    .filter((file) => JSON.parse(read(join(root, file))).private !== true)
    .map((file) => basename(dirname(file)))
    .toSorted();
}

/** Operations with the place of their method in the reference: that of the client, else that of the generated resource. */
function withReference(client: ClientPages, pages: readonly TextPage[]): ClientPages {
  const start = `reference/${client.packageName}/`;
  const operations = client.operations.map((operation) => {
    const [resource = "", method = ""] = operation.call.split(".");
    const owner = resource.charAt(0).toUpperCase() + resource.slice(1);
    const found = [`${start}index/interfaces/${owner}`, `${start}resources/interfaces/${owner}Methods`].flatMap((slug) => {
      const heading = pages.find((page) => page.slug === slug)?.headings.find(({ text }) => text.replace(/\(\)$/, "") === method);
      return heading ? [`${addressOf(slug)}#${heading.slug}`] : [];
    });
    return { ...operation, reference: found[0] };
  });
  return { ...client, operations };
}

function sourcePages(root: string, sources: ReadonlySet<string>): readonly TextPage[] {
  const all = new Set(sources);
  // A folder lists its files, which are pages too.
  for (const path of sources) {
    const { isFolder, text } = readSource(root, path);
    if (isFolder)
      for (const name of text.split("\n").filter((each) => each !== "" && !each.endsWith("/"))) all.add(`${path}/${name}`);
  }
  return [...all].toSorted().map((path) => sourcePage(root, path, all));
}

const escapeHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The lines of a file, each with a place that links lead to. */
function lines(text: string): string {
  const rows = text.trimEnd().split("\n");
  return `<pre class="source" tabindex="0"><code>${rows.map((line, index) => `<span id="L${index + 1}">${escapeHtml(line)}</span>`).join("\n")}</code></pre>`;
}

function sourcePage(root: string, path: string, all: ReadonlySet<string>): TextPage {
  const { isFolder, text } = readSource(root, path);
  const page = { slug: sourceSlug(path), title: path, description: `The source of ${path}`, headings: [], searched: false };
  if (!isFolder) return { ...page, blocks: [{ kind: "html", html: lines(text) }] };
  const list = text
    .split("\n")
    .map((name) => (all.has(`${path}/${name}`) ? `- [${name}](${addressOf(sourceSlug(`${path}/${name}`))})` : `- ${name}`));
  return { ...page, blocks: renderMarkdown(list.join("\n"), (address) => address).blocks };
}
