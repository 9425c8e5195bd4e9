import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "./chromium.ts";
import { serveMocks } from "./serve-mocks.ts";

export interface CheckResult {
  name: string;
  ok: boolean;
  seen: string;
}

const HTML = `<!doctype html>
<meta charset="utf-8">
<title>Specloom clients in a browser</title>
<style>
  body { font: 16px/1.5 system-ui; margin: 2rem; max-width: 60rem; }
  li { margin: 0.5rem 0; overflow-wrap: anywhere; }
  .ok::marker { content: "✓ "; color: green; }
  .failed::marker { content: "✗ "; color: red; }
</style>
<h1>Specloom clients in a browser</h1>
<ul></ul>
<script>globalThis.specloomMock = MOCK;</script>
<script type="module" src="/page.js"></script>
`;

/** Opens the bundled page in `site` on loopback in headless Chromium; a picture of it is left in `screenshot`. */
export async function openPage(tools: string, consumer: string, site: string, screenshot: string): Promise<string> {
  const index = join(site, "index.html");
  const mocks = await serveMocks(consumer, site);
  const browser = await launchChromium(tools);
  try {
    writeFileSync(index, HTML.replace("MOCK", JSON.stringify({ origin: mocks.origin, environment: mocks.environment })));
    const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(mocks.origin);
    await page.waitForFunction("globalThis.specloomResults", undefined, { timeout: 30_000 }).catch((error: unknown) => {
      throw new Error(`the page did not finish: ${errors.join("\n")}`, { cause: error });
    });
    const results = await page.evaluate<CheckResult[]>("globalThis.specloomResults");
    await page.screenshot({ path: screenshot });
    const failed = results.filter(({ ok }) => !ok);
    if (failed.length > 0) throw new Error(failed.map(({ name, seen }) => `${name}: ${seen}`).join("\n"));
    if (mocks.strays() > 0) throw new Error(`${mocks.strays()} requests followed the redirect to another origin`);
    if (errors.length > 0) throw new Error(errors.join("\n"));
    return results.map(({ name }) => name).join("; ");
  } finally {
    await browser.close();
    mocks.close();
  }
}
