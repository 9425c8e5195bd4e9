import { join } from "node:path";
import { expect, test } from "vitest";
import { createLinker } from "../../src/collect/linker.ts";

const root = join(import.meta.dirname, "../../../..");
const places = new Map([
  ["docs/contract.md", "clients/contract"],
  ["packages/profound-client/README.md", "profound"],
  ["packages/profound-client/README.md#filters", "profound/filters"],
]);

test("a link leads to the page of a text, to the page of its section, or to a place on it", () => {
  const resolve = createLinker(root, places).from("docs/design.md");
  expect(resolve("contract.md")).toBe("/clients/contract.html");
  expect(resolve("contract.md#pages")).toBe("/clients/contract.html#pages");
  expect(resolve("../packages/profound-client")).toBe("/profound.html");
  expect(resolve("../packages/profound-client/README.md#filters")).toBe("/profound/filters.html");
  expect(resolve("https://github.com/specloom/specloom/tree/main/docs/contract.md")).toBe("/clients/contract.html");
});

test("a file without a page is shown as source, and a missing file is an error", () => {
  const linker = createLinker(root, places);
  expect(linker.from("README.md")("packages/site/build.ts")).toBe("/source/packages/site/build-ts.html");
  expect([...linker.sources]).toEqual(["packages/site/build.ts"]);
  expect(() => linker.from("README.md")("docs/none.md")).toThrow("README.md: the link docs/none.md leads nowhere");
  expect(() => linker.from("README.md")("../../../etc/passwd")).toThrow("leads nowhere");
});

test("other sites stay, and programs are no links", () => {
  const resolve = createLinker(root, places).from("README.md");
  expect(resolve("https://example.com/a")).toBe("https://example.com/a");
  expect(resolve("javascript:alert(1)")).toBeUndefined();
});

test("a picture is shown, and is no page", () => {
  expect(createLinker(root, places).from("README.md")("docs/pictures/page-to-package.svg")).toBe("/pictures/page-to-package.svg");
});
