import { watch } from "node:fs/promises";
import { join } from "node:path";

/** Editors write a file in several steps. All steps within this time are one save. */
const QUIET_MS = 30;

/** Calls back, one call at a time, with the vendors whose pages, overlays or settings were saved. Ends with the signal. */
export async function watchSpecs(
  root: string,
  vendors: readonly string[],
  signal: AbortSignal,
  saved: (vendors: readonly string[]) => Promise<void>,
): Promise<void> {
  const waiting = new Set<string>();
  let running: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    while (waiting.size > 0 && !signal.aborted) {
      await pause(QUIET_MS);
      const batch = [...waiting];
      waiting.clear();
      await saved(batch);
    }
    running = undefined;
  };
  try {
    for await (const { filename } of watch(join(root, "specs"), { recursive: true, signal })) {
      const [vendor = "", ...rest] = (filename ?? "").replaceAll("\\", "/").split("/");
      const name = rest.at(-1) ?? "";
      // Files that generate itself writes, and temporary files of generate and of editors.
      if (!vendors.includes(vendor) || name === "" || name.includes(".gen.") || name.startsWith(".") || name.endsWith("~"))
        continue;
      waiting.add(vendor);
      running ??= drain();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  await running;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
