// `npm run docs`: one static site of the packages' doc comments, READMEs and changelogs, and of the bundled specs. TypeDoc does it;
// what is ours is a page of operations for each vendor and the links between methods and operations.
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readApi } from "specloom/model";
import { Application, type TypeDocOptions } from "typedoc";
import { parse } from "yaml";
import { contentPolicy, withPolicy } from "./src/content-policy.ts";
import { deadLinks } from "./src/dead-links.ts";
import { methodOperations } from "./src/method-operations.ts";
import { operationsPage } from "./src/operations-page.ts";
import { plainHtml } from "./src/plain-html.ts";
import { showOperations } from "./src/show-operations.ts";
import { siteLinks } from "./src/site-links.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const work = join(here, ".work");
const out = join(here, "dist");

const read = (file: string): string => readFileSync(file, "utf8");

function readManifest(folder: string): { name: string; version: string; private?: boolean } {
  return JSON.parse(read(join(root, "packages", folder, "package.json")));
}

/** What is published, in the order in which a reader meets it: clients first. */
const packages = globSync("*/package.json", { cwd: join(root, "packages") })
  .map((file) => dirname(file))
  .filter((folder) => !readManifest(folder).private)
  .toSorted((a, b) => Number(b.endsWith("-client")) - Number(a.endsWith("-client")) || (a < b ? -1 : 1));
const ENTRIES = [
  "src/index.ts",
  "src/model/index.ts",
  "src/mock.ts",
  "src/openapi-fetch.ts",
  "src/testing.ts",
  "src/validators.ts",
];

/** Settings that every conversion shares. A warning, such as a link that leads nowhere, fails the build. */
const common: Partial<TypeDocOptions> = {
  treatWarningsAsErrors: true,
  // Types are checked with the workspace's own compiler, which is newer than the one that TypeDoc can read with.
  skipErrorChecking: true,
  disableGit: true,
  sourceLinkTemplate: "https://github.com/specloom/specloom/blob/main/{path}#L{line}",
  gitRevision: "main",
  basePath: root,
  // What is not exported has no page; that a public type is made of it is no mistake.
  validation: { notExported: false, invalidLink: true, invalidPath: true, rewrittenLink: true },
  blockTags: [
    "@operation",
    "@param",
    "@returns",
    "@throws",
    "@see",
    "@example",
    "@default",
    "@typeParam",
    "@remarks",
    "@deprecated",
  ],
};

/** Writes a document of the package below the working folder and returns its path. */
function writeDocument(name: string, file: string, text: string): string {
  const path = join(work, name, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A README as the site shows it. */
function readme(folder: string, name: string): string {
  const pages = new Map(
    packages.map((each) => [`packages/${each}`, `modules/${readManifest(each).name.replaceAll(/[^\w-]/g, "_")}.html`]),
  );
  const from = join(root, folder);
  return writeDocument(name, "README.md", siteLinks(read(join(from, "README.md")), { root, from, to: join(work, name), pages }));
}

interface ClientPages {
  documents: string[];
  prepare: (app: Application) => void;
}

/** The pipeline's own report, its headings one level down. */
function changesSinceRelease(vendor: string): string {
  const command = join(root, "packages/spec-pipeline/bin/specloom.mjs");
  const report = execFileSync(process.execPath, [command, "diff", vendor, "--format", "markdown"], {
    cwd: root,
    encoding: "utf8",
  });
  return report.replaceAll(/^#/gm, "##");
}

/** What a client has beside its doc comments: the vendor's operations and the reports of what changed in them. */
function clientPages(name: string): ClientPages {
  const vendor = name.replace(/-client$/, "");
  const specFile = join(root, "specs", vendor, "openapi.gen.yaml");
  if (!existsSync(specFile)) return { documents: [], prepare: () => undefined };
  const { value: api } = readApi(parse(read(specFile)));
  const folder = join(root, "packages", name, "src");
  const called = methodOperations(folder);
  const callers = new Map<string, string[]>();
  for (const [method, ids] of called) for (const id of ids) callers.set(id, [...(callers.get(id) ?? []), method]);
  const unreached = api.operations.filter(({ id }) => !callers.has(id));
  if (unreached.length > 0) throw new Error(`${name}: no method calls ${unreached.map(({ id }) => id).join(", ")}`);
  return {
    documents: [
      writeDocument(name, "API operations.md", operationsPage(api, callers)),
      writeDocument(
        name,
        "Spec changes.md",
        `---\ntitle: Spec changes\n---\n\n# Changes since the last release\n\n${changesSinceRelease(vendor)}`,
      ),
    ],
    prepare: (app) => showOperations(app, api.operations, called, `../documents/${name}.API_operations.html`),
  };
}

function changelog(name: string): string[] {
  const file = join(root, "packages", name, "CHANGELOG.md");
  return existsSync(file) ? [writeDocument(name, "Changelog.md", `---\ntitle: Changelog\n---\n${read(file)}`)] : [];
}

/** Converts one package and returns the file that the sites are merged from. */
async function convert(name: string): Promise<string> {
  const folder = join(root, "packages", name);
  const { documents, prepare } = clientPages(name);
  const app = await Application.bootstrap({
    ...common,
    entryPoints: ENTRIES.map((entry) => join(folder, entry)).filter((file) => existsSync(file)),
    tsconfig: join(folder, "tsconfig.json"),
    readme: readme(`packages/${name}`, name),
    projectDocuments: [...documents, ...changelog(name)],
    name: readManifest(name).name,
    displayBasePath: join(folder, "src"),
    includeVersion: true,
  });
  prepare(app);
  const project = await app.convert();
  if (!project) throw new Error(`${name} could not be converted`);
  app.validate(project);
  const file = join(work, `${name}.json`);
  await app.generateJson(project, file);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error(`${name}: see the warnings above`);
  return file;
}

interface Token {
  readonly content: string;
}

type Rule = (tokens: readonly Token[], index: number) => string;

/** Doc comments and reports hold texts of vendors, and Markdown may hold HTML. */
const showAsText: Rule = (tokens, index) => plainHtml(tokens[index]?.content ?? "");

rmSync(work, { recursive: true, force: true });
rmSync(out, { recursive: true, force: true });
const files: string[] = [];
for (const name of packages) files.push(await convert(name));
const app = await Application.bootstrap({
  ...common,
  // Links to pages that this step writes lead nowhere yet; all links of the finished site are checked below.
  validation: { notExported: false, invalidLink: true, invalidPath: false, rewrittenLink: true },
  name: "Specloom",
  entryPointStrategy: "merge",
  entryPoints: files,
  readme: readme("", "project"),
  projectDocuments: ["CONTRIBUTING.md", "SECURITY.md", "docs/*.md", "docs/vendors/*.md", "docs/decisions/*.md"].map((pattern) =>
    join(root, pattern),
  ),
  includeHierarchySummary: false,
  customCss: join(here, "site.css"),
  hideGenerator: true,
  markdownItLoader: (parser: { readonly renderer: { readonly rules: Record<string, Rule | undefined> } }) => {
    parser.renderer.rules["html_inline"] = showAsText;
    parser.renderer.rules["html_block"] = showAsText;
  },
});
const project = await app.convert();
if (!project) throw new Error("the packages could not be merged");
await app.generateDocs(project, out);
const pages = globSync("**/*.html", { cwd: out }).map((file) => join(out, file));
const policy = contentPolicy(pages.map(read));
for (const page of pages) writeFileSync(page, withPolicy(read(page), policy));
const dead = deadLinks(out);
for (const link of dead) console.error(`dead link: ${link}`);
if (app.logger.hasErrors() || app.logger.hasWarnings() || dead.length > 0) process.exit(1);
