import { rmSync } from "node:fs";
import { join } from "node:path";
import type { PreparedDocument } from "./prepare-document.ts";
import { toolPrograms } from "./tool-programs.ts";

/** The command that the limits are for. */
export const COMMAND = "specloom generate";

/** The tools that do parts of its work, one process each; what they take together is what the command is held to. */
export const PEERS = ["openapi-typescript", "redocly lint", "redocly bundle"] as const;

export type ToolName = typeof COMMAND | (typeof PEERS)[number];

export const TOOLS: readonly ToolName[] = [COMMAND, ...PEERS];

/** How a tool is run on a document. */
export interface Tool {
  /** Where it runs. */
  readonly folder: (document: PreparedDocument) => string;
  /** A program, then its arguments. */
  readonly command: (document: PreparedDocument) => readonly string[];
  /** Takes away what an earlier run made, so that all of it is made and written again. */
  readonly clear?: (document: PreparedDocument) => void;
  /** What the end of a run prints that found something to complain about, which is no failure of the tool. */
  readonly complaint?: RegExp;
}

export const tools: Readonly<Record<ToolName, Tool>> = {
  "specloom generate": {
    folder: ({ workspace }) => workspace,
    command: () => [toolPrograms.specloom, "generate"],
    clear: ({ workspace, vendor }) => {
      rmSync(join(workspace, "specs", vendor, "openapi.gen.yaml"));
      rmSync(join(workspace, "packages", `${vendor}-client`, "src", "generated"), { recursive: true });
    },
  },
  "openapi-typescript": {
    // Where a redocly.yaml lies, it would lint as well.
    folder: ({ peersFolder }) => peersFolder,
    command: ({ file }) => [toolPrograms["openapi-typescript"], file, "--output", "openapi-typescript.ts"],
  },
  "redocly lint": {
    folder: ({ peersFolder }) => peersFolder,
    // By the rules that the command lints by.
    command: ({ file, workspace }) => [toolPrograms["@redocly/cli"], "lint", file, "--config", join(workspace, "redocly.yaml")],
    complaint: /Validation failed with \d+ error/,
  },
  "redocly bundle": {
    folder: ({ peersFolder }) => peersFolder,
    command: ({ file }) => [toolPrograms["@redocly/cli"], "bundle", file, "--output", "redocly-bundle.json"],
  },
};
