import type { TypeAt } from "../diff/comparison.ts";
import { isObject, resolvePointer } from "../document/json.ts";
import { buildModel, type ApiModel } from "../model/api-model.ts";
import { printType } from "../stages/emit/print-type.ts";
import type { DocumentPair } from "./ask-compiler.ts";

/** Prints types of two documents as a client has them. A document is read when its first type is needed. */
export function createTypePrinter(documents: DocumentPair): TypeAt {
  const models = new Map<keyof DocumentPair, ApiModel>();
  return (side, pointer, direction) => {
    const model = models.get(side) ?? buildModel(documents[side], []).value;
    models.set(side, model);
    const schema = resolvePointer(documents[side], pointer);
    const isSchema = typeof schema === "boolean" || (isObject(schema) && !("in" in schema && "name" in schema));
    if (schema === undefined || !isSchema) return undefined;
    const type = printType(model.types.canonical({ schema, pointer }, direction));
    // Readers know components by their names, and a report is no place to look for words.
    return type
      .replaceAll(/^ *\/?\*+ Not described\.(?: \*\/)?\n/gm, "")
      .replaceAll(/components\["schemas"\]\["([\w$]+)"\]/g, "$1")
      .replaceAll("    ", "  ");
  };
}
