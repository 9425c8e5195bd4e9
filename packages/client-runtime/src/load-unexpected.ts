/** The parts that are only needed after an unexpected answer; undefined where they cannot be loaded: then callers make do. */
export function loadUnexpected(): Promise<typeof import("./unexpected.ts") | undefined> {
  return import("./unexpected.ts").catch(() => undefined);
}
