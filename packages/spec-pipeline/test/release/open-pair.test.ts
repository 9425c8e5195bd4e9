import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diff } from "../../src/diff/diff.ts";
import { readApi } from "../../src/model/api.ts";
import { openPair } from "../../src/release/open-pair.ts";

function documentOf(content: object): string {
  const operation = { operationId: "getReport", responses: { 200: { description: "A report", content } } };
  return JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { "/report": { get: operation } } });
}

test("two documents of a vendor are compared by the defaults that the older one had", async () => {
  const folder = await mkdtemp(join(tmpdir(), "open-pair-"));
  try {
    const csv = { "text/csv": { schema: { type: "string" } } };
    await writeFile(join(folder, "old.json"), documentOf(csv));
    await writeFile(join(folder, "new.json"), documentOf({ ...csv, "application/json": { schema: { type: "object" } } }));
    const { before, after } = await openPair(folder, "old.json", "new.json");
    const { value } = diff({ before: readApi(before).value, after: readApi(after).value, compiler: [] });
    expect([value.bump, value.changes.map(({ kind }) => kind)]).toEqual(["minor", ["output-media-type-added"]]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  ["customers", "users", ["method-renamed"]],
  ["customers", "customers", []],
])("methods are called as a client of each document would call them: by the tag %s, then %s", async (was, is, kinds) => {
  const folder = await mkdtemp(join(tmpdir(), "open-pair-"));
  try {
    const write = (name: string, tag: string, others: object) => {
      const operation = { operationId: "listAll", tags: [tag], responses: { 200: { description: "All" } } };
      const paths = { "/v1/things": { get: operation }, ...others };
      return writeFile(join(folder, name), JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths }));
    };
    const other = { operationId: "list", tags: [is], responses: { 200: { description: "All" } } };
    await write("old.json", was, {});
    await write("new.json", is, { "/things": { get: other } });
    const { before, after } = await openPair(folder, "old.json", "new.json");
    const { value } = diff({ before: readApi(before).value, after: readApi(after).value, compiler: [] });
    expect(value.changes.map(({ kind }) => kind)).toEqual([...kinds, "operation-added"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
