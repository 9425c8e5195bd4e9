import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isObject, stringMember, type JsonObject } from "../document/json.ts";
import { readYaml, type YamlSource } from "../document/yaml-source.ts";
import { CommandFailure } from "../host/command.ts";
import { listRevision, readAtRevision, readBytesAtRevision } from "../host/revision.ts";
import { readVendorFiles } from "../host/vendor-files.ts";
import { readManifest, readText } from "../host/workspace.ts";
import { runPipeline } from "../pipeline.ts";
import type { Correction } from "../stages/overlay/corrections.ts";

/** The document that a vendor's spec is compared with. */
export interface Base {
  /** `profound-client@0.1.0`, a git revision or a file. */
  readonly name: string;
  readonly document: JsonObject;
  /** The same before its overlays. Undefined if only the bundled document is known. */
  readonly pages: JsonObject | undefined;
  /** Texts of its overlays by file, in order. */
  readonly overlays: readonly YamlSource[];
  /** The pages' own values at the places that overlays corrected. */
  readonly corrections: readonly Correction[];
  /** The git revision it was read from. Undefined for a file. */
  readonly revision: string | undefined;
}

export interface ClientPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * Name and version of the package with a vendor's generated code. Its version is the one of the last release, since only a release raises
 * it.
 */
export async function readClientPackage(root: string, output: string): Promise<ClientPackage> {
  const manifest = (await readManifest(join(root, output, "../..")))?.manifest;
  return { name: stringMember(manifest, "name") ?? "", version: stringMember(manifest, "version") ?? "0.0.0" };
}

/** The spec at the client's last release, which has the tag `<package>@<version>`. Undefined before the first one. */
export async function readReleasedBase(root: string, vendor: string, client: ClientPackage): Promise<Base | undefined> {
  if (client.version === "0.0.0") return undefined;
  const tag = `${client.name}@${client.version}`;
  const base = await readRevision(root, vendor, tag);
  if (base) return base;
  throw new CommandFailure(
    `there is no tag ${tag} with specs/${vendor}/openapi.gen.yaml: run git fetch --tags, or name what to compare with by --base`,
  );
}

/** The document that `--base` names: a file, or a git revision. */
export async function readNamedBase(root: string, vendor: string, name: string): Promise<Base> {
  const text = await readText(resolve(root, name)).catch(() => undefined);
  if (text !== undefined)
    return {
      name,
      document: readDocument(name, text),
      pages: undefined,
      overlays: [],
      corrections: [],
      revision: undefined,
    };
  const base = await readRevision(root, vendor, name);
  if (base) return base;
  throw new CommandFailure(`${name} is neither a file nor a git revision that has specs/${vendor}/openapi.gen.yaml`);
}

/** Parses an OpenAPI document. Any other file is refused in one sentence. */
export function readDocument(file: string, text: string): JsonObject {
  const { value, problems } = readYaml({ file, text, firstLine: 1 }, "unreadable-block");
  const [problem] = problems;
  if (problem) throw new CommandFailure(`${file}:${problem.location?.line ?? 1}: ${problem.message}`);
  if (!isObject(value)) throw new CommandFailure(`${file} is no OpenAPI document: it holds no object`);
  if (value["swagger"] !== undefined) throw new CommandFailure(`${file} is Swagger 2.0: convert it to OpenAPI 3 first`);
  const version = value["openapi"];
  // YAML reads 3.1 as a number, and 3.0 as 3.
  if (!(typeof version === "number" ? Math.floor(version) === 3 : stringMember(value, "openapi")?.startsWith("3.")))
    throw new CommandFailure(`${file} is no OpenAPI 3 document: it has no openapi: 3.x`);
  return value;
}

async function readRevision(root: string, vendor: string, revision: string): Promise<Base | undefined> {
  const file = `specs/${vendor}/openapi.gen.yaml`;
  const text = await readAtRevision(root, revision, file);
  if (text === undefined) return undefined;
  return {
    name: revision,
    document: readDocument(`${revision}:${file}`, text),
    ...(await readPagesAt(root, vendor, revision)),
    revision,
  };
}

/** Runs the stages on the vendor's earlier files, and returns the result before the overlays. */
async function readPagesAt(
  root: string,
  vendor: string,
  revision: string,
): Promise<Pick<Base, "corrections" | "overlays" | "pages">> {
  const files = await listRevision(root, revision, [`specs/${vendor}`, "redocly.yaml"]);
  const folder = await mkdtemp(join(tmpdir(), "specloom-base-"));
  try {
    for (const file of files) {
      const content = await readBytesAtRevision(root, revision, file);
      if (content === undefined) continue;
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), content);
    }
    const { input } = await readVendorFiles(folder, vendor);
    if (input === undefined) return { pages: undefined, overlays: [], corrections: [] };
    const { intermediates, corrections } = await runPipeline(input);
    return { pages: intermediates.get("join.yaml"), overlays: input.overlays, corrections };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
