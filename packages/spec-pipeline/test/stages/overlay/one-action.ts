import { stringify } from "yaml";
import { isObject, type Json, type JsonObject } from "../../../src/document/json.ts";
import { applyAction, type Applied } from "../../../src/stages/overlay/apply-action.ts";
import { readOverlay, type Action } from "../../../src/stages/overlay/read-overlay.ts";

/** The actions as an overlay file of the version holds them. */
export function readActions(actions: readonly JsonObject[], version = "1.1.0"): readonly Action[] {
  const evidence = { description: "What the page says elsewhere." };
  const content = {
    overlay: version,
    info: { title: "T", version: "1" },
    actions: actions.map((action) => ({ ...evidence, ...action })),
  };
  const { value, problems } = readOverlay({ file: "010-t.yaml", text: stringify(content), firstLine: 1 });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return value;
}

/** Applies one action, and fails where the given document is another one afterwards. */
export function applyOne(document: Json, action: JsonObject, version?: string): Applied {
  if (!isObject(document)) throw new Error("a document is an object");
  const before = JSON.stringify(document);
  const [read] = readActions([action], version);
  if (!read) throw new Error("there is no action");
  const applied = applyAction(deepFreeze(document), read);
  if (JSON.stringify(document) !== before) throw new Error("the document was changed in place");
  return applied;
}

function deepFreeze<Value extends Json>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) deepFreeze<Json>(item);
    Object.freeze(value);
  }
  return value;
}
