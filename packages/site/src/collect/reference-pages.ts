import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readApi } from "specloom/model";
import { parse } from "yaml";
import { REFERENCE } from "../data/sidebar.ts";
import type { TextPage, TreeNode } from "../data/site-data.ts";
import { addressOf, type Linker } from "./linker.ts";
import { methodOperations } from "./method-operations.ts";
import { operationSlug } from "./operation-slug.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { type Components, schemaTree } from "./schema-tree.ts";
import { schemaOf } from "./schema.ts";
import type { CalledOperations } from "./show-operations.ts";
import { typeReference } from "./type-reference.ts";

const slugOf = (name: string, file: string): string =>
  `reference/${name}/${file.replace(/\.md$/, "")}`.replace(/\/README$/, "").replace("@", "");

interface ReferenceApi extends CalledOperations {
  readonly components: Components;
}

/** The API of a client; undefined for other packages. */
function apiOf(root: string, folder: string): ReferenceApi | undefined {
  const vendor = folder.replace(/-client$/, "");
  const spec = join(root, "specs", vendor, "openapi.gen.yaml");
  if (!existsSync(spec)) return undefined;
  const { operations, schemas } = readApi(parse(readFileSync(spec, "utf8"))).value;
  const called = methodOperations(join(root, "packages", folder, "src"), new Set(operations.map(({ id }) => id)));
  const components = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema) ?? {}]));
  return { components, operations, called, addressOf: ({ id }) => addressOf(operationSlug(vendor, id)) };
}

/** The fields of a type that is another name of a component, with their meanings: its declaration has none. */
function fieldsOf(text: string, components: Components): readonly TreeNode[] {
  const [, name = ""] = /^type \w+ = (?:Readonly<)?components\["schemas"\]\["(\w+)"\]>?;$/m.exec(text) ?? [];
  return schemaTree(components[name] ?? {}, { name, required: true }, components).children;
}

/** What a program imports: `profound-client/testing`. */
const moduleName = (name: string, entry: string): string => (entry === "index" ? name : `${name}/${entry}`);

/** TypeDoc names a module by its file. */
const withModules = (text: string, name: string): string =>
  text.replaceAll(/\[([\w-]+)\]\(\1\/README\.md\)/g, (_, entry: string) => `[${moduleName(name, entry)}](${entry}/README.md)`);

/** The reference of one package, a page for each export. */
export async function referencePages(root: string, folder: string, work: string, linker: Linker): Promise<readonly TextPage[]> {
  const { name }: { name: string } = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
  const api = apiOf(root, folder);
  const texts = await typeReference(root, join(root, "packages", folder), join(work, "reference", folder), api);
  const fromRoot = linker.from("README.md");
  return texts.map(({ file, text }) => {
    const { title, blocks, headings } = renderMarkdown(withModules(text, name), (address) => {
      if (address.startsWith("#") || /^\/.*\.html(?:#|$)/.test(address)) return address;
      // A place in the source, as seen from the package's.
      if (address.startsWith("/")) return fromRoot(posix.join("packages", folder, "src", `.${address}`));
      if (/^[a-z]+:/i.test(address)) return fromRoot(address);
      const [path = "", place] = address.split("#");
      const target = addressOf(slugOf(name, posix.join(posix.dirname(file), path)));
      return place === undefined ? target : `${target}#${place}`;
    });
    const start = slugOf(name, "README.md");
    const slug = slugOf(name, file);
    const crumb = { kind: "html" as const, html: `<p class="crumb"><a href="${addressOf(start)}">${name}</a></p>` };
    // A package with one entry has no folder for it.
    const [, entry = "index"] = /^([\w-]+)\/(?:README\.md|[\w-]+\/)/.exec(file) ?? [];
    const page = {
      slug,
      part: slug === start ? REFERENCE : moduleName(name, entry),
      title: /^[\w-]+\/README\.md$/.test(file) ? moduleName(name, title ?? "") : (title ?? file),
      searched: true,
    };
    if (slug === start) return { ...page, blocks, headings };
    const nodes = api ? fieldsOf(text, api.components) : [];
    if (nodes.length === 0) return { ...page, blocks: [crumb, ...blocks], headings };
    const fields = { kind: "html" as const, html: '<h2 id="fields">Fields</h2>' };
    return {
      ...page,
      blocks: [crumb, ...blocks, fields, { kind: "tree" as const, nodes }],
      headings: [...headings, { depth: 2, slug: "fields", text: "Fields" }],
    };
  });
}
