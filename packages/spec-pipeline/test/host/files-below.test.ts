import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesBelow } from "../../src/host/files-below.ts";

const root = mkdtempSync(join(tmpdir(), "specloom-files-"));
afterAll(() => rmSync(root, { recursive: true }));

const FILES = {
  "secret.yaml": "key: 1\n",
  "in/parts/user.yaml": "type: object\n",
  "in/parts/list.json": "[1]\n",
  "in/parts/words": "{ type: string }\n",
  "in/.env": "KEY: value\n",
  "in/.ssh/config.yaml": "key: value\n",
  "in/id_rsa": "-----BEGIN KEY-----\nabc\n",
  "in/settings.ini": "KEY=value\n",
};
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
symlinkSync(join(root, "secret.yaml"), join(root, "in/link.yaml"));
symlinkSync(join(root, "in/.env"), join(root, "in/hidden.yaml"));
const read = filesBelow(join(root, "in"));

test.each(["parts/user.yaml", "parts/list.json", "parts/words"] as const)("%s is a document, by its content", async (path) => {
  expect(await read(join(root, "in", path))).toBe(FILES[`in/${path}`]);
});

test.each([
  ["../secret.yaml", "is outside of"],
  ["link.yaml", "is outside of"],
  ["hidden.yaml", "hidden files are not read"],
  [".env", "hidden files are not read"],
  [".ssh/config.yaml", "hidden files are not read"],
  ["id_rsa", "is not a document"],
  ["settings.ini", "is not a document"],
  ["missing.yaml", "ENOENT"],
])("%s is not read", async (path, reason) => {
  await expect(read(join(root, "in", path))).rejects.toThrow(reason);
});

test("an address is not read", async () => {
  await expect(read("https://other.example/a.yaml")).rejects.toThrow("is an address");
});
