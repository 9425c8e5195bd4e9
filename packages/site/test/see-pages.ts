import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumHint, findChromium } from "../../../test/find-chromium.ts";
import { serveSite } from "./serve-site.ts";

export interface SeenPages {
  readonly address: string;
  /** Paths that the server was asked for. */
  readonly requested: readonly string[];
  /**
   * Opens a page and returns the result of `look`, with the errors of the page and of its policy. Without a browser it
   * returns `expected`; in CI that is an error.
   */
  see: <Seen>(path: string, expected: Seen, look: (page: Page) => Promise<Seen>) => Promise<Seen & { errors: string[] }>;
  /**
   * The findings of axe on a page after `act`, as a phone and a desktop show it, light and dark: impact, rule and the first element; and whether
   * the page is wider than the screen.
   */
  findings: (path: string, act?: (page: Page) => Promise<unknown>) => Promise<readonly string[]>;
  close: () => Promise<void>;
}

const SCREENS = [
  { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

interface AxeResults {
  readonly violations: readonly {
    readonly impact: string;
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function runAxe(
  browser: Browser,
  address: string,
  screen: (typeof SCREENS)[number],
  act: (page: Page) => Promise<unknown>,
): Promise<readonly string[]> {
  // The page's policy lets no other program in.
  const context = await browser.newContext({ ...screen, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(address);
  await act(page);
  // A script makes code that scrolls reachable with the keyboard, a moment after the page.
  await page.waitForFunction(
    "[...document.querySelectorAll('.expressive-code pre')].every((code) => !code.checkVisibility() || code.scrollWidth <= code.clientWidth || code.tabIndex === 0)",
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  const excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  await context.close();
  if (Number(excess) > 0) return [`${screen.colorScheme}: serious overflow ${String(excess)} pixels`];
  return violations.map(({ impact, id, nodes }) => `${screen.colorScheme}: ${impact} ${id} ${nodes[0]?.html.slice(0, 200)}`);
}

async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    if (process.env["CI"] !== undefined) throw new Error(chromiumHint);
    console.warn(`The site was not opened in a browser: ${chromiumHint}.`);
    return undefined;
  }
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}

/** Serves a built site and opens its pages in a headless Chromium. */
export async function seePages(folder: string): Promise<SeenPages> {
  const [site, browser] = await Promise.all([serveSite(folder), openBrowser()]);
  return {
    address: site.address,
    requested: site.requested,
    async see(path, expected, look) {
      if (!browser) return { ...expected, errors: [] };
      const errors: string[] = [];
      const page = await browser.newPage();
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
      await page.goto(`${site.address}/${path}`);
      const seen = await look(page);
      await page.close();
      return { ...seen, errors };
    },
    async findings(path, act = async () => undefined) {
      if (!browser) return [];
      const found = [];
      for (const screen of SCREENS) found.push(...(await runAxe(browser, `${site.address}/${path}`, screen, act)));
      return found;
    },
    async close() {
      await browser?.close();
      site.close();
    },
  };
}
