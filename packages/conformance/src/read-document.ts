import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isObject, type JsonObject } from "../../spec-pipeline/src/document/json.ts";
import { nameOperations } from "../../spec-pipeline/src/stages/normalise/repairs/name-operations.ts";

/** The document of a file, JSON or YAML. Operations without an id have the one that the pipeline gives them. */
export async function readDocument(file: string): Promise<JsonObject> {
  const text = await readFile(file, "utf8");
  const read: unknown = file.endsWith(".json") ? JSON.parse(text) : parse(text);
  const [named] = isObject(read) ? nameOperations([read]) : [];
  if (!named) throw new TypeError(`${file} is no document`);
  return named.document;
}
