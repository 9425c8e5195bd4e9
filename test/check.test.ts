// The promises of `npm test` beyond its steps.
import { expect, test } from "vitest";
import { findChromium } from "./find-chromium.ts";
import { readText } from "./workspace.ts";

test("npm test looks for drift before it generates anything: a build would fix it unseen", () => {
  const steps = [...readText("scripts/check.mjs").matchAll(/^ {2}\{? *name: "([^"]+)"/gm)].map(([, name]) => name);
  expect(steps).toContain("build");
  expect(steps.indexOf("drift")).toBeLessThan(steps.indexOf("build"));
});

test.each(["/usr/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"])(
  "a browser is found at %s",
  (place) => {
    expect(findChromium(undefined, (path) => path === place)).toBe(place);
  },
);

test("a browser is found where Windows keeps it, and the one that is named comes first", () => {
  expect(findChromium(undefined, (path) => path.endsWith("chrome.exe"))).toMatch(/^C:.*chrome\.exe$/);
  expect(findChromium("mine", () => true)).toBe("mine");
  expect(findChromium("mine", () => false)).toBeUndefined();
});
