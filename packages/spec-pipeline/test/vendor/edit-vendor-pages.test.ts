import { expect, test } from "vitest";
import { addVendorPages, editVendorPages } from "../../src/vendor/edit-vendor-pages.ts";

const SETTINGS = `# our vendor
baseUrl: https://api.acme.example
pages:
  - file: users.md # the users
    url: https://docs.acme.example/users.md
    retrieved: 2026-01-01
    sha256: aaaa
  - file: teams.md
    url: https://docs.acme.example/teams.md
    retrieved: "2026-01-01"
    sha256: 'bbbb'
    etag: '"old"'
    lastModified: yesterday
ignore: []
`;

test("replaces the values of the page that is named and leaves the rest as a person wrote it", () => {
  expect(editVendorPages(SETTINGS, [{ file: "users.md", retrieved: "2026-02-03", sha256: "cccc", etag: '"v2"' }])).toBe(
    SETTINGS.replace(
      "retrieved: 2026-01-01\n    sha256: aaaa\n",
      'retrieved: 2026-02-03\n    sha256: cccc\n    etag: "\\"v2\\""\n',
    ),
  );
});

test("removes values that the site no longer sends", () => {
  expect(editVendorPages(SETTINGS, [{ file: "teams.md", retrieved: "2026-02-03", sha256: "dddd" }])).toBe(
    SETTINGS.replace(/retrieved: "2026-01-01"[^]*yesterday\n/, "retrieved: 2026-02-03\n    sha256: dddd\n"),
  );
});

test("adds the site's values to an entry at the end of a file without a last line end", () => {
  const text = "pages:\n  - file: a.md\n    retrieved: x\n    sha256: y";
  expect(editVendorPages(text, [{ file: "a.md", retrieved: "r", sha256: "s", lastModified: "now" }])).toBe(
    'pages:\n  - file: a.md\n    retrieved: r\n    sha256: s\n    lastModified: "now"\n',
  );
});

test("edits nothing where there are no pages", () => {
  expect(editVendorPages("baseUrl: x\n", [{ file: "a.md", retrieved: "r", sha256: "s" }])).toBe("baseUrl: x\n");
});

test("adds pages behind the last one, in the form that the list has", () => {
  const added = [
    { file: "roles.md", url: "https://docs.acme.example/roles.md", retrieved: "2026-02-03", sha256: "eeee", etag: '"v1"' },
    { file: "keys.md", retrieved: "2026-02-03", sha256: "ffff" },
  ];
  const entries = [
    "  - file: roles.md",
    "    url: https://docs.acme.example/roles.md",
    "    retrieved: 2026-02-03",
    "    sha256: eeee",
    `    etag: '"v1"'`,
    "  - file: keys.md",
    "    retrieved: 2026-02-03",
    "    sha256: ffff",
    "",
  ].join("\n");
  expect(addVendorPages(SETTINGS, added)).toBe(SETTINGS.replace("ignore: []\n", `${entries}ignore: []\n`));
  const bare = "pages:\n- file: a.md\n  sha256: y";
  expect(addVendorPages(bare, [{ file: "b.md", retrieved: "r", sha256: "s" }])).toBe(
    "pages:\n- file: a.md\n  sha256: y\n- file: b.md\n  retrieved: r\n  sha256: s\n",
  );
});
