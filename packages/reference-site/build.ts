// `npm run docs`: one static site of the packages' doc comments, READMEs and changelogs, and of the bundled specs. TypeDoc does it;
// what is ours is a page of operations for each vendor and the links between methods and operations.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Application, type TypeDocOptions } from "typedoc";
import { parse } from "yaml";
import { memberNames, methodOperations } from "./src/method-operations.ts";
import { operationsPage } from "./src/operations-page.ts";
import { showOperations } from "./src/show-operations.ts";
import { inlineShared, operationsOf } from "./src/spec.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const work = join(here, ".work");
const out = join(here, "dist");

/** In the order in which a reader meets them. */
const packages = ["profound-client", "saasquatch-client", "client-runtime", "spec-pipeline"];
const entries = ["src/index.ts", "src/mock.ts", "src/testing.ts", "src/validators.ts"];

const read = (file: string): string => readFileSync(file, "utf8");

/** Settings that every conversion shares. A warning, such as a link that leads nowhere, fails the build. */
const common: Partial<TypeDocOptions> = {
  treatWarningsAsErrors: true,
  // Types are checked with the workspace's own compiler, which is newer than the one that TypeDoc can read with.
  skipErrorChecking: true,
  disableGit: true,
  sourceLinkTemplate: "https://github.com/specloom/specloom/blob/main/{path}#L{line}",
  gitRevision: "main",
  basePath: root,
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

interface ClientPages {
  documents: string[];
  prepare: (app: Application) => void;
}

/** What a client has beside its doc comments: the vendor's operations and the reports of what changed in them. */
function clientPages(name: string): ClientPages {
  const vendor = name.replace(/-client$/, "");
  const specFile = join(root, "specs", vendor, "openapi.gen.yaml");
  if (!existsSync(specFile)) return { documents: [], prepare: () => undefined };
  const spec = inlineShared(parse(read(specFile)));
  const folder = join(root, "packages", name, "src");
  const sources = globSync("**/*.ts", { cwd: folder, exclude: ["generated/**", "testing/**"] }).map((file) =>
    read(join(folder, file)),
  );
  const members = globSync("resources/*.ts", { cwd: folder }).flatMap((file) => memberNames(read(join(folder, file))));
  const called = methodOperations(sources, members);
  const callers = new Map<string, string[]>();
  for (const [method, ids] of called) for (const id of ids) callers.set(id, [...(callers.get(id) ?? []), method]);
  const unreached = operationsOf(spec).filter(({ operation }) => !callers.has(operation.operationId));
  if (unreached.length > 0)
    throw new Error(`${name}: no method calls ${unreached.map(({ operation }) => operation.operationId).join(", ")}`);
  return {
    documents: [writeDocument(name, "API operations.md", operationsPage(spec, callers))],
    prepare: (app) => showOperations(app, operationsOf(spec), called, `../documents/${name}.API_operations.html`),
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
    entryPoints: entries.map((entry) => join(folder, entry)).filter((file) => existsSync(file)),
    tsconfig: join(folder, "tsconfig.json"),
    readme: join(folder, "README.md"),
    projectDocuments: [...documents, ...changelog(name)],
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

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const files: string[] = [];
for (const name of packages) files.push(await convert(name));
const app = await Application.bootstrap({
  ...common,
  name: "Specloom",
  entryPointStrategy: "merge",
  entryPoints: files,
  readme: join(root, "README.md"),
  hideGenerator: true,
});
const project = await app.convert();
if (!project) throw new Error("the packages could not be merged");
await app.generateDocs(project, out);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
