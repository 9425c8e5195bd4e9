import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { largeDocument } from "../../src/pipeline/large-document.ts";
import { toolPrograms } from "../../src/pipeline/tool-programs.ts";

const text = largeDocument();

test("the made document has 1,200 operations with ids of their own, and about 13 MB", () => {
  const { paths }: { paths: Record<string, Record<string, { operationId: string }>> } = JSON.parse(text);
  const ids = Object.values(paths).flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(1200);
  expect(ids).toHaveLength(1200);
  expect(text.length / 1_000_000).toBeGreaterThan(12.5);
  expect(text.length / 1_000_000).toBeLessThan(13.5);
});

test("it is the same in every run, and a smaller one is made of the same parts", () => {
  expect(largeDocument()).toBe(text);
  const [whole, small] = [text, largeDocument(2)].map((json): { paths: object } => JSON.parse(json));
  expect(Object.entries(small?.paths ?? {})).toEqual(Object.entries(whole?.paths ?? {}).slice(0, 40));
});

test("it has the parts that make large documents hard to read", () => {
  for (const keyword of ["allOf", "oneOf", "discriminator", "nullable", "enum", "additionalProperties", "$ref", "examples"])
    expect(text).toContain(`"${keyword}": `);
  const { thread }: { thread: object } = JSON.parse(text).components.schemas;
  expect(thread).toMatchObject({ properties: { replies: { items: { $ref: "#/components/schemas/thread" } } } });
});

test("Redocly finds nothing wrong with it: references lead somewhere, examples fit their schemas", () => {
  const folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "small.json"), largeDocument(2));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [toolPrograms["@redocly/cli"], "lint", "small.json", "--extends", "recommended", "--format", "json"],
    { cwd: folder, encoding: "utf8", env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" } },
  );
  expect(stderr).toContain("Your API description is valid");
  expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
});
