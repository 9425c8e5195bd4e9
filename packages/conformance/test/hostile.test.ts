import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PAYLOADS } from "../../spec-pipeline/test/hostile/payloads.ts";
import { FORMS, listAttempts, nameOf, placesOf } from "../src/suites/hostile/attempt.ts";
import { faultOfClient } from "../src/suites/hostile/fault-of-client.ts";
import { findPlantedCode } from "../src/suites/hostile/find-planted-code.ts";
import { everyPlace, tryEach } from "../src/suites/hostile/hostile.ts";
import { Importer } from "../src/suites/hostile/importer.ts";
import { readOtherRows, rowOf, writeSecurityPage } from "../src/suites/hostile/security-page.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "hostile-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The part of the corpus that each run of the tests goes through: `pnpm conformance hostile` goes through all of it. */
const SHARE = 97;

test("no text of the corpus becomes code, and none is refused without its place", async () => {
  const attempts = listAttempts().filter((_, index) => index % SHARE === 0);
  // Every form and most payloads are among them.
  expect(new Set(attempts.map(({ form }) => form)).size).toBe(FORMS.length);
  expect(new Set(attempts.map(({ payload }) => payload)).size).toBeGreaterThan(Object.keys(PAYLOADS).length / 2);
  const outcomes = await tryEach(attempts, folder);
  expect([...outcomes].filter(([, { fault }]) => fault !== undefined).map(([one, { fault }]) => [nameOf(one), fault])).toEqual(
    [],
  );
  // Most of them have to make code, or the test would show nothing.
  expect([...outcomes.values()].filter(({ files }) => files.size > 0).length).toBeGreaterThan(attempts.length * 0.9);
});

test.each([
  ["json", "double quote", []],
  // The fence of a page names the path, which ends at a blank.
  ["page", "interpolation", ["path", "pathName", "pathSegment"]],
] as const)(
  "a client with a text in every place compiles, passes its tests and can be called: %s, %s",
  async (form, payload, but) => {
    expect(await faultOfClient(everyPlace({ form, payload }, new Set(but)), folder)).toBeUndefined();
  },
);

test("a client with a text that became code is reported", async () => {
  const harmless = everyPlace({ form: "json", payload: "prototype" }, new Set(placesOf("json")));
  const fault = await faultOfClient(harmless, folder, (client) =>
    appendFileSync(join(client, "src/generated/operations.gen.ts"), "Object.assign(globalThis, { planted: true });\n"),
  );
  expect(fault).toContain("ran the text");
});

test.each([
  ['const a = "globalThis.planted = true";', false, false],
  ["/* globalThis.planted = true */ // globalThis.planted = true", false, false],
  ["type A = typeof globalThis.planted;", false, false],
  ["const a = 1; globalThis.planted = true; /* */", false, true],
  ["const a = `${globalThis.planted = true}`;", false, true],
  ["const a = () => ({ [globalThis.planted = true]: 1 });", false, true],
  ['import "data:text/javascript,globalThis.planted = true";', false, true],
  ['/// <reference path="../../secret.ts" />\nexport {};', false, true],
  ['const a = "\nglobalThis.planted = true;\n";', true, false],
])("the judge of other generators tells code from text: %j", (text, isBroken, isPlanted) => {
  expect(findPlantedCode("a.ts", text)).toEqual({ isBroken, isPlanted });
});

test("each module is imported by itself, and its effects are reported", async () => {
  const files = {
    "data.ts": "export const a: { readonly b: number } = { b: 1 };\n",
    "planted.ts": "Object.assign(globalThis, { planted: true });\nexport {};\n",
    "prototype.ts": "Object.assign(Object.prototype, { planted: true });\nexport {};\n",
    "exit.ts": "process.exit(3);\nexport {};\n",
    "broken.ts": "export const a = ;\n",
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  using importer = new Importer();
  const faults = new Map<string, string | undefined>();
  for (const name of [...Object.keys(files), "data.ts"]) faults.set(name, await importer.fault(join(folder, name)));
  expect(Object.fromEntries(faults)).toEqual({
    "data.ts": undefined,
    "planted.ts": "ran the text",
    "prototype.ts": "changed Object.prototype",
    "exit.ts": "ended the program with 3",
    "broken.ts": expect.stringContaining("does not load: SyntaxError"),
  });
});

test("the table of generators is put into its page", async () => {
  const page = join(folder, "security.md");
  writeFileSync(page, "Before.\n\n<!-- table: pnpm conformance hostile -->\n\nold\n\n<!-- end of table -->\n\nAfter.\n");
  const counts = { documents: 1372, refused: 1, broken: 2, planted: 3, ran: 4, places: 5 };
  const rowFor = (name: string) => rowOf({ name, version: "1.0.0", made: "types", ...counts });
  await writeSecurityPage([rowFor("one"), rowFor("two")], "1a2b", "2026-01-02", page);
  expect(await readFile(page, "utf8")).toBe(`Before.

<!-- table: pnpm conformance hostile -->

Counted on 2026-01-02, over corpus 1a2b.

| generator | makes | documents | refused | output does not parse | text is code | of these, it ran | places |
| --------- | ----- | --------- | ------- | --------------------- | ------------ | ---------------- | ------ |
| one 1.0.0 | types | 1,372     | 1       | 2                     | 3            | 4                | 5      |
| two 1.0.0 | types | 1,372     | 1       | 2                     | 3            | 4                | 5      |

<!-- end of table -->

After.
`);
  expect(await readOtherRows("1a2b", page)).toEqual([rowFor("two")]);
  expect(await readOtherRows("3c4d", page)).toBeUndefined();
});
