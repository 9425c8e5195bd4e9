/** What follows the generator: relative links, the policy of each page, the frame that samples run in, and the check of all links. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteData } from "../data/site-data.ts";
import { bundleFrame } from "./bundle-frame.ts";
import { contentPolicy, withPolicy } from "./content-policy.ts";
import { deadLinks } from "./dead-links.ts";
import { linksFrom, relativeLinks } from "./relative-links.ts";

/** What hosts show for an address that the site does not have. */
const MISSING = "404.html";

/** Pages without a vendor's text: what stands in them is the generator's and ours. */
const TRUSTED = ["index.html", MISSING, "specloom/style.html"];

/** `base`: the path that the site is served below. Returns links that lead nowhere. */
export async function finishSite(site: string, out: string, base: string, { clients }: SiteData): Promise<readonly string[]> {
  const pages = globSync("**/*.html", { cwd: out }).map((file) => file.replaceAll("\\", "/"));
  const texts = new Map(pages.map((file) => [file, readFileSync(join(out, file), "utf8")]));
  const policy = contentPolicy(
    TRUSTED.map((file) => texts.get(file) ?? ""),
    [...texts.values()],
  );
  for (const [file, html] of texts) writeFileSync(join(out, file), withPolicy(relativeLinks(html, file), policy));
  makeSearchRelative(out);
  await bundleFrame(site, out, Object.fromEntries(clients.map(({ vendor, server }) => [vendor, new URL(server).origin])));
  const dead = deadLinks(out);
  writeFileSync(join(out, MISSING), withPolicy(linksFrom(texts.get(MISSING) ?? "", base), policy));
  return dead;
}

const besideScript = (path: string): string => `new URL(${JSON.stringify(path)},import.meta.url).pathname`;

/** The search loads its index from the site's root, which is above the script that asks for it. */
function makeSearchRelative(out: string): void {
  const settings = /baseUrl:`\/`,bundlePath:`\/`\.replace\([^)]*\)\+`\/pagefind\/`/;
  const scripts = globSync("_astro/Search*.js", { cwd: out }).map((file) => join(out, file));
  const search = scripts.filter((file) => settings.test(readFileSync(file, "utf8")));
  if (search.length === 0) throw new Error("no script has the search's settings: Starlight writes them in another way");
  for (const file of search) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(settings, `baseUrl:${besideScript("../")},bundlePath:${besideScript("../pagefind/")}`));
  }
}
