import { runProgram } from "../host/run-program.ts";

/**
 * Whether two commits make the same change to the commit that each leaves from: the same content at every path that either of them touches.
 * When a page was retrieved, and what the site called that version, is no part of the change.
 */
export async function isSameChange(root: string, base: string, mine: string, theirs: string): Promise<boolean> {
  const list = async (...parameters: string[]): Promise<readonly string[]> =>
    (await runProgram(root, "git", ["diff", "--name-only", "--no-renames", "-z", ...parameters])).split("\0").filter(Boolean);
  const start = (await runProgram(root, "git", ["merge-base", base, theirs])).trim();
  const touched = new Set([...(await list(base, mine)), ...(await list(start, theirs))]);
  if (touched.size === 0) return true;
  const differing = await list(mine, theirs, "--", ...touched);
  for (const path of differing) {
    if (!/^specs\/[^/]+\/vendor\.yaml$/.test(path)) return false;
    const [left, right] = await Promise.all([mine, theirs].map((commit) => readSettings(root, commit, path)));
    if (left !== right) return false;
  }
  return true;
}

async function readSettings(root: string, commit: string, path: string): Promise<string> {
  const text = await runProgram(root, "git", ["show", `${commit}:${path}`]).catch(() => "");
  return text.replaceAll(/^\s*(?:retrieved|etag|lastModified):.*\n/gm, "");
}
