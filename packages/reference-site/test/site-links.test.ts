import { join } from "node:path";
import { expect, test } from "vitest";
import { siteLinks } from "../src/site-links.ts";

const root = join(import.meta.dirname, "../../..");
const place = {
  root,
  from: join(root, "packages/reference-site"),
  to: join(root, "packages/reference-site/.work/some-client"),
  pages: new Map([["packages/profound-client", "modules/profound-client.html"]]),
};

test("a folder becomes its page of the site, or its address in the repository", () => {
  expect(siteLinks("[a](../profound-client)", place)).toBe("[a](modules/profound-client.html)");
  expect(siteLinks("[a](src)", place)).toBe("[a](https://github.com/specloom/specloom/tree/main/packages/reference-site/src)");
});

test("a text keeps its link, and other files are shown in the repository", () => {
  expect(siteLinks("[a](../../docs/contract.md#time)", place)).toBe("[a](../../../../docs/contract.md#time)");
  expect(siteLinks("[a](build.ts)", place)).toBe(
    "[a](https://github.com/specloom/specloom/tree/main/packages/reference-site/build.ts)",
  );
});

test("addresses, places on the page and what is not there stay as they are", () => {
  const text = "[a](https://example.com/a) [b](#b) [c](nowhere.md)";
  expect(siteLinks(text, place)).toBe(text);
});
