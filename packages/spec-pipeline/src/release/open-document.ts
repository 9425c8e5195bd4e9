import { BaseResolver, bundle, createConfig, type Source } from "@redocly/openapi-core";
import { readFile } from "node:fs/promises";
import { isObject, parseJson, type JsonObject } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { readDocument } from "./read-released-base.ts";

/** Reads an OpenAPI document, and the files beside it that it refers to. `name`: as messages call it. */
export async function openDocument(name: string, path: string): Promise<JsonObject> {
  const document = readDocument(name, await readFile(path, "utf8"));
  if (!hasOutsideReference(document)) return document;
  const resolver = new FileResolver();
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

/** Files are read, addresses are not: comparing two documents asks no network. */
class FileResolver extends BaseResolver {
  override loadExternalRef(absoluteRef: string): Promise<Source> {
    if (/^\w+:\/\//.test(absoluteRef))
      return Promise.reject(new Error(`${absoluteRef} is not read: download it beside the document`));
    return super.loadExternalRef(absoluteRef);
  }
}
