import { BaseResolver, bundleFromString, createConfig, Source } from "@redocly/openapi-core";
import { readFile, realpath } from "node:fs/promises";
import { isAbsolute, relative } from "node:path";
import { printYaml } from "../document/canonical.ts";
import { isList, isObject, type Json } from "../document/json.ts";
import { withoutComments } from "../document/without-comments.ts";
import type { Problem } from "../problems/problem.ts";

/** Reads what a reference leads to: a file, or an address. Throws with a sentence where it must not or cannot. */
export type ReadReference = (target: string) => Promise<string>;

/** Whether a document refers to something outside of itself. */
export function refersOutside(value: Json): boolean {
  if (isList(value)) return value.some(refersOutside);
  if (!isObject(value)) return false;
  const reference = value["$ref"];
  return (
    (typeof reference === "string" && reference !== "" && !reference.startsWith("#")) || Object.values(value).some(refersOutside)
  );
}

/** One document of a document and of the files that it refers to, as text. Undefined where a reference leads nowhere. */
export async function bundleFiles(
  document: { readonly text: string; readonly at: string; readonly shownAs: string },
  read: ReadReference,
): Promise<{ readonly text: string | undefined; readonly problems: readonly Problem[] }> {
  const config = await createConfig({});
  const files = new Set<string>();
  const resolver = new FileResolver(async (target) => {
    const text = await read(target);
    files.add(target);
    return text;
  });
  const report = (message: string, line = 1): Problem => ({
    rule: "dangling-reference",
    severity: "error",
    message,
    fix: "mend the document, or give all of its files: --from the folder that they are in",
    location: { file: document.shownAs, line },
  });
  try {
    const { bundle, problems } = await bundleFromString({
      source: withoutComments(document.text),
      absoluteRef: document.at,
      config,
      externalRefResolver: resolver,
    });
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { text: undefined, problems: errors.map(({ message }) => report(message)) };
    const bundled: unknown = bundle.parsed;
    if (!isObject(bundled)) return { text: undefined, problems: [report("the document is no object")] };
    const count = `${files.size} file${files.size === 1 ? "" : "s"}`;
    const header = `Bundled by \`specloom init\` from ${document.shownAs} and the ${count} that it refers to.`;
    return { text: printYaml(bundled, header), problems: [] };
  } catch (error) {
    return { text: undefined, problems: [report(error instanceof Error ? error.message : String(error))] };
  }
}

/** Lets the bundler read what it may read and nothing else. */
class FileResolver extends BaseResolver {
  readonly #read: ReadReference;

  constructor(read: ReadReference) {
    super();
    this.#read = read;
  }

  override async loadExternalRef(target: string): Promise<Source> {
    return new Source(target, withoutComments(await this.#read(target)));
  }
}

/** Files below a folder, and no others: a document from elsewhere must not fetch what lies about on this machine. */
export function filesBelow(folder: string): ReadReference {
  return async (target) => {
    if (/^[a-z]+:\/\//i.test(target)) throw new Error(`${target} is an address; only files are read`);
    const real = await realpath(target).catch(() => target);
    const path = relative(await realpath(folder), real);
    if (path.startsWith("..") || isAbsolute(path)) throw new Error(`${target} is outside of ${folder}`);
    return readFile(real, "utf8");
  };
}
