/** Links of a built site that lead nowhere: to a page that is not there, or to a place that the page does not have. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

const unescape = (text: string): string => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");

/** The places of a page that a link may lead to. */
function places(html: string): Set<string> {
  return new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map((match) => unescape(match[1] ?? "")));
}

/** One line per dead link, sorted. Links to other sites are not followed: the check needs no network. */
export function deadLinks(site: string): string[] {
  const pages = new Map(
    globSync("**/*.html", { cwd: site }).map((file) => [normalize(file), readFileSync(join(site, file), "utf8")]),
  );
  const placesOf = new Map<string, Set<string>>();
  const dead = new Set<string>();
  for (const [file, html] of pages) {
    for (const [, raw = ""] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const link = unescape(raw);
      if (/^(https?:|mailto:|data:)/.test(link)) continue;
      const [path = "", place = ""] = link.split("#");
      const target = path === "" ? file : normalize(join(dirname(file), decodeURIComponent(path.split("?")[0] ?? "")));
      if (!existsSync(join(site, target))) {
        dead.add(`${relative("", file)}: ${link}`);
        continue;
      }
      const page = pages.get(target);
      if (place === "" || page === undefined) continue;
      const known = placesOf.get(target) ?? places(page);
      placesOf.set(target, known);
      if (!known.has(decodeURIComponent(place))) dead.add(`${relative("", file)}: ${link}`);
    }
  }
  return [...dead].toSorted();
}
