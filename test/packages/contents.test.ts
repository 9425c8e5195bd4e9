import { describe, expect, test } from "vitest";
import { publishedPackages } from "../../scripts/release/published-packages.ts";
import { missing, pack, strangers } from "./pack.ts";

describe.each(publishedPackages("."))("$manifest.name", ({ folder, manifest }) => {
  const { files } = pack(folder);
  const folders = manifest.bin ? ["bin", "dist"] : ["dist"];

  test("holds its code and four texts, and nothing else", () => {
    expect(strangers(files, folders)).toEqual([]);
  });

  test("holds all that its manifest names", () => {
    expect(missing(files, manifest)).toEqual([]);
  });
});

test("a file that leaked in, a source map and a path of a machine are found", () => {
  const files = new Map(
    Object.entries({
      "dist/index.mjs": "export {};\n//# sourceMappingURL=index.mjs.map",
      "dist/index.mjs.map": "{}",
      "dist/other.mjs": `const here = ${JSON.stringify(process.cwd())};`,
      "src/index.ts": "export {};",
    }).map(([path, text]): [string, Buffer] => [path, Buffer.from(text)]),
  );
  expect(strangers(files, ["dist"])).toEqual([
    "dist/index.mjs: points to a source map, which is not published",
    "dist/index.mjs.map: no kind of file that is published",
    "dist/other.mjs: names a path of a machine",
    "src/index.ts: neither code nor one of the four texts",
  ]);
  expect(missing(files, { exports: { ".": "./dist/index.mjs" } })).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
    "dist/index.d.mts",
  ]);
});
