import { existsSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { readApi } from "specloom/model";
import { parse } from "yaml";
import type { TextPage } from "../data/site-data.ts";
import { addressOf, type Linker } from "./linker.ts";
import { methodOperations } from "./method-operations.ts";
import { operationSlug } from "./operation-slug.ts";
import { renderMarkdown } from "./render-markdown.ts";
import type { CalledOperations } from "./show-operations.ts";
import { typeReference } from "./type-reference.ts";

const slugOf = (name: string, file: string): string =>
  `reference/${name}/${file.replace(/\.md$/, "")}`.replace(/\/README$/, "").replace("@", "");

/** The operations of a client's API; undefined for other packages. */
function calledOperations(root: string, folder: string): CalledOperations | undefined {
  const vendor = folder.replace(/-client$/, "");
  const spec = join(root, "specs", vendor, "openapi.gen.yaml");
  if (!existsSync(spec)) return undefined;
  const { operations } = readApi(parse(readFileSync(spec, "utf8"))).value;
  const called = methodOperations(join(root, "packages", folder, "src") + sep);
  return { operations, called, addressOf: ({ id }) => addressOf(operationSlug(vendor, id)) };
}

/** The reference of one package, a page for each export. */
export async function referencePages(root: string, folder: string, work: string, linker: Linker): Promise<readonly TextPage[]> {
  const { name }: { name: string } = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
  const texts = await typeReference(
    root,
    join(root, "packages", folder),
    join(work, "reference", folder),
    calledOperations(root, folder),
  );
  const fromRoot = linker.from("README.md");
  return texts.map(({ file, text }) => {
    const { title, blocks, headings } = renderMarkdown(text, (address) => {
      if (address.startsWith("#") || /^\/.*\.html$/.test(address)) return address;
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
    return { slug, title: title ?? file, blocks: slug === start ? blocks : [crumb, ...blocks], headings, searched: true };
  });
}
