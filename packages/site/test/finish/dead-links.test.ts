import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadLinks } from "../../src/finish/dead-links.ts";

test("a link to a page or place that is not there is named with its page", () => {
  const folder = mkdtempSync(join(tmpdir(), "specloom-links-"));
  try {
    mkdirSync(join(folder, "a"));
    writeFileSync(
      join(folder, "index.html"),
      '<a href="a/b.html#here">x</a><a href="a/none.html">x</a><a href="https://example.com">x</a>',
    );
    writeFileSync(join(folder, "a/b.html"), '<p id="here"></p><a href="../index.html#nowhere">x</a><a href="#here">x</a>');
    expect(deadLinks(folder)).toEqual(["a/b.html: ../index.html#nowhere", "index.html: a/none.html"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
