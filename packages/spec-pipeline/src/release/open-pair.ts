import { resolve } from "node:path";
import { nameOperations } from "../diff/name-operations.ts";
import type { JsonObject } from "../document/json.ts";
import { chooseMedia, defaultsOf } from "../stages/choose-media.ts";
import { methodsOf, nameMethods } from "../stages/name-methods.ts";
import { normalise } from "../stages/normalise/normalise.ts";
import type { DocumentPair } from "./ask-compiler.ts";
import { openDocument } from "./open-document.ts";

/** Reads two published OpenAPI documents, and brings them into the form of bundled ones. `folder`: the names are relative to it. */
export async function openPair(folder: string, beforeName: string, afterName: string): Promise<DocumentPair> {
  const [left, right] = await Promise.all([
    openDocument(beforeName, resolve(folder, beforeName)),
    openDocument(afterName, resolve(folder, afterName)),
  ]);
  const [before, after] = nameOperations(left, right);
  const { value: named } = nameMethods(normalised(beforeName, before), new Map());
  const { value: former } = chooseMedia(named);
  const { value: renamed } = nameMethods(normalised(afterName, after), methodsOf(named));
  return { before: former, after: chooseMedia(renamed, defaultsOf(former)).value };
}

/** A part that cannot be repaired, such as a reference that leads nowhere, is compared unchanged. */
function normalised(name: string, document: JsonObject): JsonObject {
  const page = { name, file: name, hash: "", text: "" };
  const { value } = normalise([{ page, source: { file: name, text: "", firstLine: 1 }, document }]);
  return value[0]?.document ?? document;
}
