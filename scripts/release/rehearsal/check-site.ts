import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serveSite } from "../../../packages/site/test/serve-site.ts";
import { type Browser, launchChromium } from "./chromium.ts";

const SCREENS = {
  "desktop, light": { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  "desktop, dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  "phone, light": { viewport: { width: 390, height: 844 }, colorScheme: "light" },
  "phone, dark": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
} as const;

/** Pages that show all that the site has: cards, a guide, an operation, a method, a text with tables, source. */
const PAGES = [
  "index.html",
  "profound.html",
  "profound/filters.html",
  "saasquatch/operations/list-referrals.html",
  "reference/saasquatch-client/index/interfaces/Referrals.html",
  "clients/contract.html",
];

async function checkScreen(browser: Browser, site: string, name: keyof typeof SCREENS, shots: string): Promise<void> {
  const screen = SCREENS[name];
  for (const [index, path] of PAGES.entries()) {
    const page = await browser.newPage(screen);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(pathToFileURL(join(site, path)).href);
    await page.screenshot({ path: join(shots, `site-${index}-${name.replace(", ", "-")}.png`) });
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    if (width > screen.viewport.width) throw new Error(`${path} is ${width} pixels wide on ${name}`);
    const background = await page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const [red = 0] = background.match(/\d+/g)?.map(Number) ?? [];
    if (red > 127 !== (screen.colorScheme === "light")) throw new Error(`${path} has the background ${background} on ${name}`);
    if (errors.length > 0) throw new Error(`${path} on ${name}: ${errors.join("; ")}`);
    await page.close();
  }
}

/** Finds an operation by its id, as a reader does, follows the result and runs the sample there. */
async function searchAndRun(browser: Browser, address: string): Promise<string> {
  const page = await browser.newPage(SCREENS["desktop, light"]);
  await page.goto(`${address}/index.html`);
  await page.click("site-search button[data-open-modal]");
  await page.fill("#starlight__search input", "queryCitations");
  await page.click("#starlight__search a[href*='operations/query-citations']");
  // The site's policy lets no page evaluate a text, so the address is waited for.
  await page.waitForURL(/operations\/query-citations/, { timeout: 10_000, waitUntil: "load" });
  await page.click("sample-run button.run");
  await page.click("sample-run .request:has(.good) summary");
  // The lines come in batches, and the last one before the end of the run is told. A click waits for what it clicks.
  await page.click("sample-run .run-bar .status:has-text('done in')");
  const printed = await page.evaluate<string>("document.querySelector('.printed').textContent");
  if (!printed.includes("reddit.com")) throw new Error(`the sample printed "${printed}"`);
  await page.close();
  return `${printed.trim().split("\n").length} lines`;
}

/** Looks at the built site from its folder, without a server, on four screens. Then it is served, searched, and a sample runs. */
export async function checkSite(tools: string, site: string, shots: string): Promise<string> {
  if (!existsSync(join(site, "index.html"))) throw new Error(`there is no site in ${site}`);
  mkdirSync(shots, { recursive: true });
  const browser = await launchChromium(tools);
  const served = await serveSite(site);
  try {
    for (const name of ["desktop, light", "desktop, dark", "phone, light", "phone, dark"] as const)
      await checkScreen(browser, site, name, shots);
    return `${PAGES.length} pages on 4 screens; the search finds queryCitations, and its sample prints ${await searchAndRun(browser, served.address)}`;
  } finally {
    served.close();
    await browser.close();
  }
}
