import { bundle, createConfig, Source } from "@redocly/openapi-core";
import { printYaml } from "../document/canonical.ts";
import { isList, isObject, type Json, type JsonObject } from "../document/json.ts";
import { PermittedResolver, type ReadReference } from "../host/files-below.ts";
import type { Problem } from "../problems/problem.ts";

/** Whether a document refers to something outside itself. */
export function refersOutside(value: Json): boolean {
  if (isList(value)) return value.some(refersOutside);
  if (!isObject(value)) return false;
  const reference = value["$ref"];
  return (
    (typeof reference === "string" && reference !== "" && !reference.startsWith("#")) || Object.values(value).some(refersOutside)
  );
}

/**
 * One document, as text, made of a document and the files that it refers to. The bundler writes into `value`. Undefined if a reference
 * leads nowhere.
 */
export async function bundleFiles(
  document: { readonly value: JsonObject; readonly at: string; readonly shownAs: string },
  read: ReadReference,
): Promise<{ readonly text: string | undefined; readonly problems: readonly Problem[] }> {
  const config = await createConfig({});
  const files = new Set<string>();
  const resolver = new PermittedResolver(async (target) => {
    const text = await read(target);
    files.add(target);
    return text;
  });
  const report = (message: string, line = 1): Problem => ({
    rule: "dangling-reference",
    severity: "error",
    message,
    fix: "correct the document, or give all of its files: --from the folder that they are in",
    location: { file: document.shownAs, line },
  });
  try {
    const { bundle: result, problems } = await bundle({
      doc: { source: new Source(document.at, ""), parsed: document.value },
      config,
      externalRefResolver: resolver,
    });
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { text: undefined, problems: errors.map(({ message }) => report(message)) };
    const bundled: unknown = result.parsed;
    if (!isObject(bundled)) return { text: undefined, problems: [report("the document is not an object")] };
    const count = `${files.size} file${files.size === 1 ? "" : "s"}`;
    const header = `Bundled by \`specloom init\` from ${document.shownAs} and the ${count} that it refers to.`;
    return { text: printYaml(bundled, header), problems: [] };
  } catch (error) {
    return { text: undefined, problems: [report(error instanceof Error ? error.message : String(error))] };
  }
}
