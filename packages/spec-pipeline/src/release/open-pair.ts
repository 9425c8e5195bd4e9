import { resolve } from "node:path";
import { nameOperations } from "../diff/name-operations.ts";
import type { JsonObject } from "../document/json.ts";
import { chooseMedia, defaultsOf } from "../stages/choose-media.ts";
import { normalise } from "../stages/normalise/normalise.ts";
import type { DocumentPair } from "./ask-compiler.ts";
import { openDocument } from "./open-document.ts";

/** Reads two OpenAPI documents as they are published, and brings them into the form that bundled ones have. `folder`: of the names. */
export async function openPair(folder: string, beforeName: string, afterName: string): Promise<DocumentPair> {
  const [left, right] = await Promise.all([
    openDocument(beforeName, resolve(folder, beforeName)),
    openDocument(afterName, resolve(folder, afterName)),
  ]);
  const [before, after] = nameOperations(left, right);
  const { value: former } = chooseMedia(normalised(beforeName, before));
  return { before: former, after: chooseMedia(normalised(afterName, after), defaultsOf(former)).value };
}

/** What cannot be repaired, such as a reference that leads nowhere, is compared as it stands. */
function normalised(name: string, document: JsonObject): JsonObject {
  const page = { name, file: name, hash: "", text: "" };
  const { value } = normalise([{ page, source: { file: name, text: "", firstLine: 1 }, document }]);
  return value[0]?.document ?? document;
}
