import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { deadLinks } from "../../src/finish/dead-links.ts";

/** The dead links of a site with these files, in which `ways.html` and `a/b.html#here` can be reached. */
function deadIn(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "specloom-links-"));
  try {
    const all = { "ways.html": "", "a/b.html": '<p id="here"></p><pre><span id="L2"></span></pre>', "a/x y.svg": "", ...files };
    for (const [file, html] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), html);
    }
    return deadLinks(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a link to a page or place that is not there is named with its page", () => {
  const files = {
    "index.html": '<a href="a/b.html#here">x</a><a href="a/none.html">x</a><a href="https://example.com">x</a>',
    "a/c.html": '<a href="../index.html#nowhere">x</a><a href="#here">x</a><a href="b.html#L2">x</a><a href="b.html#L3">x</a>',
  };
  expect(deadIn(files)).toEqual([
    "a/c.html: #here",
    "a/c.html: ../index.html#nowhere",
    "a/c.html: b.html#L3",
    "index.html: a/none.html",
  ]);
});

test.each([
  "a/b.html?x=1#here",
  "a/x%20y.svg",
  "./ways.html",
  "mailto:x@example.com",
  "https://github.com/specloom/specloom",
  "a/b.html#%68ere",
])("%s is alive", (link) => {
  expect(deadIn({ "index.html": `<a href="${link}">x</a>` })).toEqual([]);
});

test.each([
  "a",
  "a/",
  "./",
  "../index.html",
  "../../../../../../etc/hostname",
  "/ways.html",
  "//ways.html",
  "Ways.html",
  "a/b.html#Here",
  "a/b.html#text",
  "a/%zz.html",
  "a/b.html#%zz",
  "javascript:x",
  "https://github.com/specloom/specloom/blob/main/README.md",
])("%s is dead", (link) => {
  expect(deadIn({ "index.html": `<a href='${link}'>x</a>` })).toEqual([`index.html: ${link}`]);
});

test("the words of a text are not a place", () => {
  const page = '<pre>a id="text" b</pre><a href="#text">x</a>';
  expect(deadIn({ "index.html": page })).toEqual(["index.html: #text"]);
});
