import { useTemporaryFolder } from "./test/use-temporary-folder.ts";

/** Runs once, before all test files. Vitest calls the returned function after the last one. */
export function setup(): () => void {
  return useTemporaryFolder();
}
