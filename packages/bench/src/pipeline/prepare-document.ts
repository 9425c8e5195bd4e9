import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SetupError } from "../peers.ts";
import { largeDocument } from "./large-document.ts";
import { toolPrograms } from "./tool-programs.ts";

/** What the pipeline is measured on: the specs of the clients, and a made one that is as large as public ones get. */
export const documentNames = ["profound", "saasquatch", "made"] as const;

export type DocumentName = (typeof documentNames)[number];

/** A workspace with one vendor in it, ready to generate. */
export interface PreparedDocument {
  readonly workspace: string;
  readonly vendor: DocumentName;
  /** Where the peers run: no workspace, and no settings of one. */
  readonly peersFolder: string;
  /** The same API as one file in that folder, since the peers read no pages. */
  readonly file: string;
}

/** The folder of a vendor of ours, or the made document, which is written beside the workspaces. */
function placeOf(vendor: DocumentName, folder: string): string {
  if (vendor !== "made") return fileURLToPath(new URL(`../../../../specs/${vendor}`, import.meta.url));
  const file = join(folder, "made.json");
  writeFileSync(file, largeDocument());
  return file;
}

/** Lays a workspace out below the folder as a user does, with `specloom init`. */
export function prepareDocument(vendor: DocumentName, folder: string): PreparedDocument {
  const from = placeOf(vendor, folder);
  const workspace = layOutWorkspace(vendor, from, folder);
  // What is read from pages is a document only once it is bundled; the made one is read as it is.
  const [file, source] =
    vendor === "made" ? ["made.json", from] : ["bundled.yaml", join(workspace, "specs", vendor, "openapi.gen.yaml")];
  const peersFolder = join(folder, `${vendor}-peers`);
  mkdirSync(peersFolder);
  copyFileSync(source, join(peersFolder, file));
  return { workspace, vendor, peersFolder, file };
}

/** The workspace of a vendor below the folder, as `specloom init` lays it out from a folder or a document. */
export function layOutWorkspace(vendor: string, from: string, folder: string): string {
  const workspace = join(folder, vendor);
  mkdirSync(workspace);
  try {
    const args = [toolPrograms.specloom, "init", vendor, "--from", from];
    execFileSync(process.execPath, args, { cwd: workspace, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const printed = error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
    throw new SetupError(`specloom init ${vendor} failed:\n${printed.trim()}`);
  }
  return workspace;
}
