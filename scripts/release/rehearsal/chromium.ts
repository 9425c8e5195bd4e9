import { createRequire } from "node:module";
import { join } from "node:path";
import { chromiumHint, findChromium } from "../../../test/find-chromium.ts";

/** The part of Playwright that is used here; it is installed with the tools, not with the workspace. */
export interface Page {
  on: (event: "pageerror" | "requestfailed", listener: (subject: unknown) => void) => void;
  goto: (url: string) => Promise<unknown>;
  evaluate: <Result>(expression: string) => Promise<Result>;
  waitForFunction: (expression: string, argument?: undefined, options?: { timeout: number }) => Promise<unknown>;
  waitForURL: (url: RegExp, options?: { timeout: number; waitUntil?: "load" }) => Promise<void>;
  screenshot: (options: { path: string }) => Promise<unknown>;
  fill: (selector: string, text: string) => Promise<void>;
  click: (selector: string) => Promise<void>;
  close: () => Promise<void>;
}

export interface Browser {
  newPage: (options: { viewport: { width: number; height: number }; colorScheme?: "dark" | "light" }) => Promise<Page>;
  close: () => Promise<void>;
}

/** A headless Chromium: the one that CHROMIUM_PATH names, or the system's. */
export async function launchChromium(tools: string): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(chromiumHint);
  const { chromium }: { chromium: { launch: (options: object) => Promise<Browser> } } = createRequire(
    join(tools, "package.json"),
  )("playwright-core");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
