import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, launchChromium } from "./chromium.ts";

const SCREENS = {
  "desktop, light": { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  "desktop, dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  "phone, light": { viewport: { width: 390, height: 844 }, colorScheme: "light" },
  "phone, dark": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
} as const;

/** Pages that show all that the site has: text, a list of methods, tables of fields, a changelog's neighbours. */
const PAGES = [
  "index.html",
  "modules/profound-client.html",
  "interfaces/saasquatch-client.index.Referrals.html",
  "documents/profound-client.API_operations.html",
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

/** Finds a method by its name, as a reader does, and follows the result. */
async function checkSearch(browser: Browser, site: string): Promise<string> {
  const page = await browser.newPage(SCREENS["desktop, light"]);
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.click("#tsd-search-trigger");
  await page.fill("#tsd-search-input", "streamCitations");
  await page.click("#tsd-search-results a[href*='Reports.html']");
  // The site's policy lets no page evaluate a text, so the address is waited for.
  await page.waitForURL(/Reports/, { timeout: 10_000, waitUntil: "load" });
  const operation = await page.evaluate<string>(
    "document.querySelector('a[href*=\"API_operations\"][href$=\"streamcitations\"]')?.parentElement?.textContent ?? ''",
  );
  if (!operation.includes("/v2/reports/citations/stream")) throw new Error(`beside the method stands "${operation}"`);
  await page.close();
  return operation.trim();
}

/** Looks at the built reference site from its folder, without a server: four screens, the search, and a method's operation. */
export async function checkSite(tools: string, site: string, shots: string): Promise<string> {
  if (!existsSync(join(site, "index.html"))) throw new Error(`there is no site in ${site}`);
  mkdirSync(shots, { recursive: true });
  const browser = await launchChromium(tools);
  try {
    for (const name of ["desktop, light", "desktop, dark", "phone, light", "phone, dark"] as const)
      await checkScreen(browser, site, name, shots);
    return `${PAGES.length} pages on 4 screens; search finds streamCitations, ${await checkSearch(browser, site)}`;
  } finally {
    await browser.close();
  }
}
