import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { bundle, createConfig } from "@redocly/openapi-core";
import { isObject, parseJson, type JsonObject } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { filesBelow, PermittedResolver } from "../host/files-below.ts";
import { readDocument } from "./read-released-base.ts";

/** Reads an OpenAPI document, and the files that it refers to. `name`: its name in messages. */
export async function openDocument(name: string, path: string): Promise<JsonObject> {
  const document = readDocument(name, await readFile(path, "utf8"));
  if (!hasOutsideReference(document)) return document;
  const resolver = new PermittedResolver(filesBelow(dirname(path)));
  const { bundle: bundled, problems } = await bundle({
    ref: path,
    config: await createConfig({}),
    externalRefResolver: resolver,
  });
  const [problem] = problems.filter(({ severity }) => severity === "error");
  if (problem) throw new CommandFailure(`${name}: ${problem.message}`);
  const parsed = parseJson(JSON.stringify(bundled.parsed));
  if (!isObject(parsed)) throw new CommandFailure(`${name} holds no object once its files are put together`);
  return parsed;
}

function hasOutsideReference(document: JsonObject): boolean {
  return /"\$ref":"(?!#)[^"]/.test(JSON.stringify(document));
}
