import { runMeasured, type Usage } from "../run-measured.ts";
import type { PreparedDocument } from "./prepare-document.ts";
import type { Tool } from "./tools.ts";

/** Runs a tool once on a document, in a process of its own. Rejects with what it printed where it failed. */
export async function runTool({ folder, command, clear, complaint }: Tool, document: PreparedDocument): Promise<Usage> {
  clear?.(document);
  const { printed: _printed, ...usage } = await runMeasured(command(document), folder(document), complaint);
  return usage;
}
