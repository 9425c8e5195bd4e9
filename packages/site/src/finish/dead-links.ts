/** Links of a built site that lead nowhere: to a file that is not there, to a place that the page does not have, or out of the site. */
import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

const unescape = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#34;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#38;", "&")
    .replaceAll("&amp;", "&");

/** What the workspace's own host would show has a page here. */
const OWN_SOURCE = /^https:\/\/github\.com\/specloom\/specloom\/(?:blob|tree|raw)\//;

/** The places of a page that a link may lead to. */
function places(html: string): Set<string> {
  return new Set([...html.matchAll(/<[^<>]*?\s(?:id|name)="([^"]*)"/g)].map((match) => unescape(match[1] ?? "")));
}

/** Undefined where an escape is not one. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** One line per dead link, sorted. Links to other sites are not followed: the check needs no network. */
export function deadLinks(site: string): string[] {
  // Hosts tell upper case from lower, whatever the machine that builds does. A folder is no page on some.
  const files = new Set(
    globSync("**/*", { cwd: site, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.relative(site.replaceAll("\\", "/"), join(entry.parentPath, entry.name).replaceAll("\\", "/"))),
  );
  const pages = new Map(
    [...files].filter((file) => file.endsWith(".html")).map((file) => [file, readFileSync(join(site, file), "utf8")]),
  );
  const placesOf = new Map<string, Set<string>>();
  const isAlive = (file: string, link: string): boolean => {
    if (/^(?:https?|mailto|data):/i.test(link)) return !OWN_SOURCE.test(link);
    const [path = "", ...rest] = link.split("#");
    const target = path === "" ? file : decoded(path.split("?")[0] ?? "");
    // The site may lie below any address.
    if (path.startsWith("/")) return false;
    const found = target === undefined || path === "" ? target : posix.join(posix.dirname(file), target);
    if (found === undefined || !files.has(found)) return false;
    const place = decoded(rest.join("#"));
    const page = pages.get(found);
    if (place === "" || page === undefined) return place !== undefined;
    const known = placesOf.get(found) ?? places(page);
    placesOf.set(found, known);
    return place !== undefined && known.has(place);
  };
  const dead = [...pages].flatMap(([file, html]) => {
    const links = new Set(
      [...html.matchAll(/\s(?:href|src|poster)=(?:"([^"]*)"|'([^']*)')/g)].map(([, one, other]) => unescape(one ?? other ?? "")),
    );
    return [...links].filter((link) => !isAlive(file, link)).map((link) => `${file}: ${link}`);
  });
  return dead.toSorted();
}
