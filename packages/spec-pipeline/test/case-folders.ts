import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Fragment, Page } from "../src/document/fragment.ts";
import { isObject, type JsonObject } from "../src/document/json.ts";
import type { YamlSource } from "../src/document/yaml-source.ts";

const CASES = join(import.meta.dirname, "cases");

/** The input files of a case, by name. */
export type CaseFiles = ReadonlyMap<string, string>;

/**
 * One test for each folder of `test/cases/<stage>/`. The folder's name is the sentence. All files but `expected.yaml`
 * are the input. With UPDATE_CASES set, what comes out is written there, to be read before it is committed.
 */
export function testCases(stage: string, run: (files: CaseFiles) => unknown): void {
  for (const name of readdirSync(join(CASES, stage)).toSorted()) {
    // oxlint-disable-next-line vitest/valid-title -- the folder's name is the sentence.
    test(name.replaceAll("-", " "), async () => {
      const folder = join(CASES, stage, name);
      const names = readdirSync(folder).filter((file) => file !== "expected.yaml");
      const files = new Map(names.toSorted().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
      const result: unknown = JSON.parse(JSON.stringify(await run(files)));
      const expected = join(folder, "expected.yaml");
      if (process.env["UPDATE_CASES"] !== undefined)
        writeFileSync(expected, stringify(result, { aliasDuplicateObjects: false, lineWidth: 120 }));
      expect(result).toEqual(parse(readFileSync(expected, "utf8")));
    });
  }
}

/** An object written as YAML in one of the case's files; an empty one where there is no such file. */
export function readObject(files: CaseFiles, name: string): JsonObject {
  const value: unknown = parse(files.get(name) ?? "{}");
  if (!isObject(value)) throw new Error(`${name} of the case holds no object`);
  return value;
}

/** The Markdown files of a case, as pages of a vendor called `acme`. */
export function readPages(files: CaseFiles): readonly Page[] {
  return [...files]
    .filter(([name]) => name.endsWith(".md"))
    .map(([name, text]) => ({
      name,
      file: `specs/acme/pages/${name}`,
      url: `https://docs.example/${name}`,
      hash: "0".repeat(64),
      text,
    }));
}

/** The files whose names start with `fragment`, each as the document that extract found in a page of that name. */
export function readFragments(files: CaseFiles): readonly Fragment[] {
  return [...files]
    .filter(([name]) => name.startsWith("fragment"))
    .map(([name, text]) => ({
      page: { name, file: `specs/acme/pages/${name}`, url: `https://docs.example/${name}`, hash: "0".repeat(64), text },
      source: readSource(files, name, `specs/acme/pages/${name}`),
      document: readObject(files, name),
    }));
}

export function readSource(files: CaseFiles, name: string, file: string): YamlSource {
  return { file, text: files.get(name) ?? "", firstLine: 1 };
}
