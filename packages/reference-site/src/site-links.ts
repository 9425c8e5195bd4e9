/** Turns the links of a README to what the site has for them: a README is read where it lies, and again as a page of the site. */
import { existsSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const ELSEWHERE = "https://github.com/specloom/specloom/tree/main";

export interface Place {
  /** Root of the workspace. */
  root: string;
  /** Where the README lies. */
  from: string;
  /** Where its text for the site is written. */
  to: string;
  /** Addresses of the pages that stand for folders: `packages/profound-client` → `modules/profound-client.html`. */
  pages: ReadonlyMap<string, string>;
}

/** Files keep their link, seen from the new place; a folder becomes its page of the site, or its address in the repository. */
export function siteLinks(text: string, { root, from, to, pages }: Place): string {
  return text.replaceAll(/\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)/g, (link, path: string, place = "") => {
    const target = join(from, path);
    if (!existsSync(target)) return link;
    const inside = relative(root, target).replaceAll("\\", "/");
    if (statSync(target).isDirectory()) return `](${pages.get(inside) ?? `${ELSEWHERE}/${inside}`})`;
    // Only texts have a page of their own here.
    return inside.endsWith(".md")
      ? `](${relative(to, target).replaceAll("\\", "/")}${place})`
      : `](${ELSEWHERE}/${inside}${place})`;
  });
}
