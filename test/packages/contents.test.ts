import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { publishedPackages } from "../../scripts/release/published-packages.ts";
import { noticeOf } from "../../scripts/release/unpublished.ts";
import { missing, pack, strangers } from "./pack.ts";
import { withoutHash } from "./surface.ts";

/** In KiB, and in steps of an eighth above eight: a size is reviewed when it grows, not with every word. */
function stepOf(bytes: number): number {
  const size = Math.ceil(bytes / 1024);
  const step = 2 ** Math.max(0, Math.floor(Math.log2(size)) - 2);
  return Math.ceil(size / step) * step;
}

/** The sizes of a snapshot, by name. */
function sizesIn(snapshot: string): ReadonlyMap<string, number> {
  const text = existsSync(snapshot) ? readFileSync(snapshot, "utf8") : "";
  return new Map([...text.matchAll(/^ *(\d+) KiB {2}(.+)$/gm)].map(([, size, name = ""]) => [name, Number(size)]));
}

/** A size that lies at the edge of the step that was reviewed stays there: a release changes some bytes, such as versions. */
function line(bytes: number, name: string, reviewed: ReadonlyMap<string, number>): string {
  const size = [bytes, 0.99 * bytes, 1.01 * bytes].map(stepOf).find((step) => step === reviewed.get(name)) ?? stepOf(bytes);
  return `${String(size).padStart(5)} KiB  ${name}`;
}

/** The bundler decides how to divide shared code, so chunks are counted as one, and so are the sources that maps lead to. */
function groupOf(path: string): string {
  if (path.startsWith("src/")) return "src/";
  if (path.endsWith(".map")) return "dist/ source maps";
  return withoutHash(path) === path ? path : "dist/ shared chunks";
}

function withoutNotice(readme: Buffer): Buffer {
  const text = readme.toString();
  return Buffer.from(text.replace(noticeOf(text) ?? "", ""));
}

describe.each(publishedPackages("."))("$manifest.name", ({ folder, manifest }) => {
  const packed = pack(folder);
  const folders = [...(manifest.bin ? ["bin"] : []), "dist", "src", "templates"].filter((name) => manifest.files?.includes(name));

  test("holds its code and four texts, and nothing else", () => {
    expect(strangers(packed, folders)).toEqual([]);
  });

  test("holds every file that its manifest names", () => {
    expect(missing(packed, manifest)).toEqual([]);
  });

  // On purpose: `npm exec -- vitest run test/packages --update`, and the diff in the review.
  test("holds the files, in the sizes, that were reviewed", async () => {
    // A release writes the changelog, and takes the notice out of the README: neither counts.
    const kept = [...packed]
      .filter(([path]) => path !== "CHANGELOG.md")
      .map(([path, content]): [string, Buffer] => [path, path === "README.md" ? withoutNotice(content) : content]);
    const snapshot = `../snapshots/contents/${folder.replace("packages/", "")}.txt`;
    const reviewed = sizesIn(join(import.meta.dirname, snapshot));
    const all = Buffer.concat(kept.map(([, content]) => content));
    const sizes = Map.groupBy(kept, ([path]) => groupOf(path));
    const lines = [...sizes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, files]) =>
        line(
          files.reduce((sum, [, content]) => sum + content.length, 0),
          path,
          reviewed,
        ),
      );
    const total = [line(all.length, "unpacked", reviewed), line(gzipSync(all).length, "gzipped", reviewed)];
    await expect(`${total.join("\n")}\n\n${lines.join("\n")}\n`).toMatchFileSnapshot(snapshot);
  });
});

test("a file that leaked in, a source map that leads nowhere and a path of a machine are found", () => {
  const files = new Map(
    Object.entries({
      "dist/index.mjs": "export {};\n//# sourceMappingURL=index.mjs.map",
      "dist/index.mjs.map": JSON.stringify({ sources: ["../src/index.ts", "../src/gone.ts"], sourcesContent: ["export {};"] }),
      "dist/other.mjs": `const here = ${JSON.stringify(process.cwd())};`,
      "src/index.ts": "export {};",
    }).map(([path, text]): [string, Buffer] => [path, Buffer.from(text)]),
  );
  expect(strangers(files, ["dist"])).toEqual([
    "dist/index.mjs.map: leads to ../src/gone.ts, which is not published",
    "dist/index.mjs.map: holds its sources a second time",
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
