import { runProgram } from "../host/run-program.ts";

/**
 * Whether two commits make the same change to their parents: the same content at every path that either of them changes. The date of a
 * page's retrieval, and the site's name for that version, do not count.
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
