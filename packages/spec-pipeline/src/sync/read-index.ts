import type { Page } from "../document/fragment.ts";
import { fetchPage, type FetchSettings } from "../host/fetch-page.ts";
import type { Vendor } from "../vendor/vendor.ts";

/** The pages that a site lists as its documentation. */
export interface SiteIndex {
  /** The index that was read: an `llms.txt`, or a site map. */
  readonly url: string;
  /** Addresses of pages in Markdown, on the site itself, each once. */
  readonly pages: readonly string[];
}

export interface IndexOutcome {
  /** Undefined if the site has no index, or none could be read. */
  readonly index: SiteIndex | undefined;
  /** The reason why none could be read, if one exists. */
  readonly failures: readonly string[];
}

const MOST_SITEMAPS = 20;
const MOST_SECTIONS = 2;

/** Reads the index of the vendor's documentation: the one that its pages name, or else an `llms.txt` or the site map of their site. */
export async function readIndex(vendor: Vendor, pages: readonly Page[], settings: FetchSettings): Promise<IndexOutcome> {
  const failures: string[] = [];
  const read = async (url: string): Promise<string | undefined> => {
    const outcome = await fetchPage(url, {}, settings);
    if (outcome.kind === "fetched") return new TextDecoder().decode(outcome.bytes);
    // A site need not have it.
    if (outcome.kind === "failed" && !/ responded with 4(?:03|04|10)$/.test(outcome.message)) failures.push(outcome.message);
    return undefined;
  };
  for (const origin of originsOf(vendor)) {
    for (const url of new Set([...namedIndexes(pages, origin), `${origin}/llms.txt`, ...sectionIndexes(vendor, origin)])) {
      const text = await read(url);
      const listed = text === undefined || isHtml(text) ? [] : linksIn(text, url);
      if (listed.length > 0) return { index: { url, pages: onSite(listed, origin) }, failures };
    }
    const sitemap = await readSitemap(`${origin}/sitemap.xml`, origin, read);
    if (sitemap.length > 0) return { index: { url: `${origin}/sitemap.xml`, pages: onSite(sitemap, origin) }, failures };
  }
  return { index: undefined, failures };
}

function originsOf({ pages }: Vendor): ReadonlySet<string> {
  return new Set(pages.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).origin])));
}

/** Pages of some platforms begin with the address of their index. */
function namedIndexes(pages: readonly Page[], origin: string): readonly string[] {
  const named = pages.flatMap(({ text }) => text.match(/https:\/\/[^\s)>"'\]]{1,200}?\/llms(?:-full)?\.txt\b/g) ?? []);
  return named.filter((url) => URL.canParse(url) && new URL(url).origin === origin && !url.endsWith("-full.txt"));
}

/** A site with several documentations has an index for each: `/api/llms.txt` for the page `/api/users.md`. */
function sectionIndexes({ pages }: Vendor, origin: string): readonly string[] {
  const folders = pages.flatMap(({ url }) => {
    const parts = url === undefined || !isOn(url, origin) ? [] : new URL(url).pathname.split("/").slice(1, -1);
    return parts.slice(0, MOST_SECTIONS).map((_part, index) => parts.slice(0, index + 1).join("/"));
  });
  return [...new Set(folders)].map((folder) => `${origin}/${folder}/llms.txt`);
}

/** Addresses that a Markdown list links to. */
function linksIn(text: string, base: string): readonly string[] {
  const links = [...text.matchAll(/\]\(\s*<?([^\s)>]+)/g)].map(([, target = ""]) => target);
  return links.flatMap((target) => (URL.canParse(target, base) ? [new URL(target, base).href] : []));
}

async function readSitemap(
  url: string,
  origin: string,
  read: (url: string) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const waiting = [url];
  const pages: string[] = [];
  for (let seen = 0; seen < MOST_SITEMAPS; seen += 1) {
    const next = waiting.shift();
    if (next === undefined) break;
    const text = (await read(next)) ?? "";
    const places = [...text.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].map(([, place = ""]) => place.replaceAll("&amp;", "&"));
    if (/<sitemapindex[\s>]/.test(text)) waiting.push(...places.filter((place) => isOn(place, origin)));
    else pages.push(...places);
  }
  return pages;
}

function isHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html)/i.test(text);
}

function isOn(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}

/** The pages of the site itself, in Markdown. Other sites are left out, as sync does not follow a redirect to one. */
function onSite(urls: readonly string[], origin: string): readonly string[] {
  return [...new Set(urls.filter((url) => isOn(url, origin)).map(markdownAddress))].filter((url) => !/\.(?:txt|xml)$/.test(url));
}

/** The Markdown address of a page: `/users` and `/users/` become `/users.md`. Files of other kinds keep their address. */
export function markdownAddress(url: string): string {
  const at = new URL(url);
  at.hash = "";
  at.search = "";
  at.pathname = at.pathname.replace(/\/+$/, "") || "/index";
  if (!/\.[A-Za-z\d]+$/.test(at.pathname.split("/").at(-1) ?? "")) at.pathname += ".md";
  return at.href;
}
