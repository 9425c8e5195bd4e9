import { readFile, realpath } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import { BaseResolver, Source, type Document } from "@redocly/openapi-core";
import { parse } from "yaml";
import { withoutComments } from "../document/without-comments.ts";
import { readYaml } from "../document/yaml-source.ts";

/** Reads the target of a reference: a file or an address. Throws an error with a sentence if it must not or cannot. */
export type ReadReference = (target: string) => Promise<string>;

/**
 * Reads documents below a folder and nothing else: a foreign document must not fetch private files of this machine. It does not read hidden
 * files, files outside the folder behind a link, and files that are no JSON or YAML.
 */
export function filesBelow(folder: string): ReadReference {
  return async (target) => {
    if (/^[a-z]+:\/\//i.test(target))
      throw new Error(`${target} is an address; only files are read: download it beside the document`);
    const real = await realpath(target).catch(() => target);
    const path = relative(await realpath(folder), real);
    if (path.startsWith("..") || isAbsolute(path)) throw new Error(`${target} is outside of ${folder}`);
    if (path.split(sep).some((part) => part.startsWith(".")))
      throw new Error(`${target} is hidden, and hidden files are not read`);
    const text = await readFile(real, "utf8");
    if (!isDocumentText(text)) throw new Error(`${target} is not a document: it holds neither JSON nor YAML`);
    return text;
  };
}

/** Whether a text is an object or a list. Any text is a YAML string. */
function isDocumentText(text: string): boolean {
  try {
    const value: unknown = parse(withoutComments(text), { logLevel: "silent", maxAliasCount: -1 });
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** A bundler that reads only the allowed files, and reads each document as the command reads a single file. */
export class PermittedResolver extends BaseResolver {
  readonly #read: ReadReference;

  constructor(read: ReadReference) {
    super();
    this.#read = read;
  }

  override async loadExternalRef(target: string): Promise<Source> {
    return new Source(target, await this.#read(target));
  }

  override parseDocument(source: Source): Document {
    const { value, problems } = readYaml({ file: source.absoluteRef, text: source.body, firstLine: 1 }, "unreadable-block");
    const [problem] = problems;
    if (problem) throw new Error(`${source.absoluteRef} cannot be read: line ${problem.location?.line ?? 1}: ${problem.message}`);
    return { source, parsed: value };
  }
}
