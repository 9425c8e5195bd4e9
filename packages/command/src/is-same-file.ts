import { stat } from "node:fs/promises";
import { resolve } from "node:path";

/** Whether two paths lead to one file, also through links. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (resolve(one) === resolve(other)) return true;
  try {
    const [{ dev, ino }, there] = await Promise.all([stat(one, { bigint: true }), stat(other, { bigint: true })]);
    return dev === there.dev && ino === there.ino;
  } catch {
    // One of them does not exist.
    return false;
  }
}
