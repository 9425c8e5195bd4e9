import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HOUR_MS = 3_600_000;

/**
 * Makes a folder, and has this process and all that it starts use it as the system's temporary folder. The folder is removed when the
 * process ends, also on Ctrl-C. A process that is killed cannot remove its folder: a later process does.
 *
 * Returns a function that removes the folder at once.
 */
export function useTemporaryFolder(): () => void {
  const system = tmpdir();
  removeLeftovers(system);
  const folder = mkdtempSync(join(system, `specloom-process-${process.pid}-`));
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
  // A program that was just stopped may still write there.
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
  return remove;
}

/** Removes the folders of processes that are gone. A young one is left: its process may run in a container that shares this folder. */
function removeLeftovers(system: string): void {
  for (const name of readdirSync(system)) {
    const [, pid] = /^specloom-process-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(system, name);
    const { mtimeMs = Date.now() } = statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > HOUR_MS) rmSync(folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be asked.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
