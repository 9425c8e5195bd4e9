import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type JsonObject } from "../../src/document/json.ts";
import { buildModel, type ApiModel } from "../../src/model/api-model.ts";
import type { StageResult } from "../../src/problems/problem.ts";

export const CASES: string = join(import.meta.dirname, "../cases");

/** The vendor whose files the cases are. */
export const VENDOR = "case";

/** The model of a case's document, with its problems. */
export function modelOf(document: JsonObject): StageResult<ApiModel> {
  return buildModel(document, ["tenant_alias"]);
}

/** The case folders of a stage: the name is the sentence, `input.yaml` the document. */
export function emitCases(
  stage: string,
): readonly { readonly sentence: string; readonly folder: string; readonly document: JsonObject }[] {
  return readdirSync(join(CASES, stage)).map((name) => {
    const folder = join(CASES, stage, name);
    return { sentence: name.replaceAll("-", " "), folder, document: readDocument(join(folder, "input.yaml")) };
  });
}

export function readDocument(path: string): JsonObject {
  const document: unknown = parse(readFileSync(path, "utf8"));
  if (!isObject(document)) throw new TypeError(`${path} holds no object`);
  return document;
}
