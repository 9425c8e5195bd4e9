import { existsSync } from "node:fs";

/** Where browsers are installed on Linux, macOS and Windows. */
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
];

/** The path of a Chromium: CHROMIUM_PATH, or the first of the usual places. Undefined if there is none. */
export function findChromium(
  named: string | undefined = process.env["CHROMIUM_PATH"],
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return [named, ...usualPlaces].find((path) => path !== undefined && exists(path));
}

/** The advice if there is none. */
export const chromiumHint = "there is no Chromium: install one, or name it in CHROMIUM_PATH";
