import { join } from "node:path";
import { parse } from "yaml";
import { isList, isObject, listMember, member, type Json } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { readText } from "../host/workspace.ts";

/**
 * The text of a folder's `pnpm-workspace.yaml`. Undefined if there is none.
 *
 * @throws {CommandFailure} it is no YAML.
 */
export async function readPnpmWorkspace(folder: string): Promise<string | undefined> {
  const path = join(folder, "pnpm-workspace.yaml");
  const text = await readText(path);
  try {
    parse(text ?? "");
    return text;
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new CommandFailure(`${path} is not valid YAML, correct it first: ${reason}`);
  }
}

/** The globs of a workspace's packages: those of `pnpm-workspace.yaml` if there is one, else those of `package.json`. */
export function packageGlobs(manifest: Json | undefined, pnpmWorkspace: string | undefined): readonly string[] {
  return pnpmWorkspace === undefined ? globsOf(manifest, "workspaces") : globsOf(parse(pnpmWorkspace), "packages");
}

/** A list of globs, or yarn's object with such a list as `packages`. */
function globsOf(value: unknown, name: string): readonly string[] {
  const found = isObject(value) ? member(value, name) : undefined;
  const list = isList(found) ? found : listMember(found, "packages");
  return list.filter((glob) => typeof glob === "string");
}

/** Whether the globs of a workspace match a folder, as a path from its root. */
export function matchesGlobs(globs: readonly string[], folder: string): boolean {
  const isMatched = (glob: string): boolean => toPattern(glob).test(folder);
  return (
    globs.some((glob) => !glob.startsWith("!") && isMatched(glob)) &&
    !globs.some((glob) => glob.startsWith("!") && isMatched(glob.slice(1)))
  );
}

/** A glob of folders. `*` is a name or a part of one, `**` any number of folders. */
function toPattern(glob: string): RegExp {
  const parts = glob
    .replace(/^\.\//, "")
    .replace(/\/$/, "")
    .split(/(\*\*|\*)/);
  const written = parts.map((part) =>
    part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`),
  );
  return new RegExp(`^${written.join("")}$`);
}
