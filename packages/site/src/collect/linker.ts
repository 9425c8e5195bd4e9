/** Which texts of the workspace become which pages, and where links between them lead. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, normalize, posix } from "node:path";
import type { ResolveLink } from "./render-markdown.ts";

const REPOSITORY = /^https:\/\/github\.com\/specloom\/specloom\/(?:blob|tree)\/main\//;

/** Places of the site by path in the workspace; `packages/x/README.md#filters` where a section has a page of its own. */
export type Places = Map<string, string>;

export interface Linker {
  /** For the links of a file of the workspace. */
  readonly from: (file: string) => ResolveLink;
  /** Files and folders without a page of their own that links lead to. */
  readonly sources: ReadonlySet<string>;
}

export const addressOf = (slug: string): string => `/${slug === "" ? "index" : slug}.html`;

export const sourceSlug = (path: string): string => `source/${path.replaceAll(/[^\w./-]/g, "_").replaceAll(".", "-")}`;

/** A link to what is in the workspace leads to its page, or to its source on the site. Links to what is not there are an error. */
export function createLinker(root: string, places: Places): Linker {
  const sources = new Set<string>();
  const find = (path: string, place: string): string => {
    const clean = path.replace(/\/$/, "");
    const found =
      places.get(`${clean}#${place}`) ??
      places.get(`${clean}/README.md#${place}`) ??
      places.get(clean) ??
      places.get(`${clean}/README.md`);
    if (found !== undefined) {
      const isSection = places.has(`${clean}#${place}`) || places.has(`${clean}/README.md#${place}`);
      return addressOf(found) + (place === "" || isSection ? "" : `#${place}`);
    }
    // `build-site.ts` copies them.
    if (clean.startsWith("docs/pictures/")) return clean.replace("docs", "");
    sources.add(clean);
    return addressOf(sourceSlug(clean)) + (place === "" ? "" : `#${place}`);
  };
  return {
    sources,
    from: (file) => (address) => {
      const own = address.replace(REPOSITORY, "/");
      if (own === address && /^[a-z][a-z\d+.-]*:/i.test(address))
        return /^(?:https?|mailto):/i.test(address) ? address : undefined;
      // The second is where a host shows the README of a folder.
      const [raw = "", place = ""] = own.replace(/#readme$/, "").split("#");
      const path =
        raw === ""
          ? file
          : posix.join(raw.startsWith("/") ? "" : posix.dirname(file), decodeURIComponent(raw)).replace(/^\//, "");
      if (path.startsWith("..") || !existsSync(join(root, path))) throw new Error(`${file}: the link ${address} leads nowhere`);
      return find(normalize(path).replaceAll("\\", "/"), place);
    },
  };
}

/** What a link to a file or folder without a page shows. */
export function readSource(root: string, path: string): { readonly text: string; readonly isFolder: boolean } {
  const file = join(root, path);
  if (!statSync(file).isDirectory()) return { text: readFileSync(file, "utf8"), isFolder: false };
  const names = readdirSync(file, { withFileTypes: true }).filter(({ name }) => !/^(?:node_modules|dist|\..*)$/.test(name));
  return {
    text: names
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .toSorted()
      .join("\n"),
    isFolder: true,
  };
}
