import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { prepareDocument, type PreparedDocument } from "../../src/pipeline/prepare-document.ts";
import { runTool } from "../../src/pipeline/run-tool.ts";
import { toolPrograms } from "../../src/pipeline/tool-programs.ts";
import { TOOLS, tools } from "../../src/pipeline/tools.ts";

const folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));
const document: PreparedDocument = prepareDocument("profound", folder);
const inWorkspace = (path: string): string => join(document.workspace, path);

describe("on a workspace that init laid out", () => {
  test.each(TOOLS)("%s ends well, and its time, CPU and memory are those of a process", async (name) => {
    const { wallMs, cpuMs, peakMegabytes } = await runTool(tools[name], document);
    expect(wallMs).toBeGreaterThan(50);
    expect(cpuMs).toBeGreaterThan(50);
    expect(peakMegabytes).toBeGreaterThan(40);
    expect(peakMegabytes).toBeLessThan(900);
  });

  test("the command makes and writes everything again", async () => {
    const files = ["specs/profound/openapi.gen.yaml", "packages/profound-client/src/generated/schema.gen.ts"].map(inWorkspace);
    tools["specloom generate"].clear?.(document);
    expect(files.filter((file) => existsSync(file))).toEqual([]);
    await runTool({ ...tools["specloom generate"], clear: () => {} }, document);
    expect(files.filter((file) => existsSync(file))).toEqual(files);
  });

  test("the peers write their output", () => {
    expect(readdirSync(document.peersFolder).toSorted()).toEqual([
      "bundled.yaml",
      "openapi-typescript.ts",
      "redocly-bundle.json",
    ]);
  });
});

test("a tool that fails is rejected with its reason", async () => {
  const missing = { folder: () => folder, command: () => [toolPrograms["openapi-typescript"], "missing.yaml"] };
  await expect(runTool(missing, document)).rejects.toThrow("missing.yaml");
});

test("a tool that reports findings has not failed", async () => {
  const complaining = {
    ...tools["openapi-typescript"],
    command: () => [toolPrograms["openapi-typescript"], "missing.yaml"],
    complaint: /missing\.yaml/,
  };
  await expect(runTool(complaining, document)).resolves.toMatchObject({ wallMs: expect.any(Number) });
});
