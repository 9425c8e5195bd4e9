import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, type TemporaryWorkspace } from "./temporary-workspace.ts";

const TYPESCRIPT = join(import.meta.dirname, "../../../node_modules/typescript");

/** A workspace whose client was released: the tag is where a release is found again. */
export async function releasedWorkspace(
  version = "0.3.0",
  clientFiles: Readonly<Record<string, string>> = {},
): Promise<TemporaryWorkspace> {
  const workspace = createWorkspace();
  const manifest = { name: "acme-client", version, type: "module", exports: { ".": "./dist/index.mjs" } };
  workspace.write("packages/acme-client/package.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
  for (const [name, text] of Object.entries(clientFiles)) workspace.write(`packages/acme-client/${name}`, text);
  workspace.write(".changeset/config.json", "{}\n");
  linkTypeScript(workspace);
  workspace.write(".gitignore", "node_modules\n.work\n");
  await workspace.run(["generate"]);
  git(workspace, "init", "-q", "-b", "main");
  git(workspace, "config", "user.name", "Test");
  git(workspace, "config", "user.email", "test@example.com");
  commitAll(workspace, "release");
  git(workspace, "tag", "acme-client@0.3.0");
  return workspace;
}

/** Gives the workspace the TypeScript of this one, which is much faster. */
export function linkTypeScript(workspace: TemporaryWorkspace): void {
  mkdirSync(join(workspace.root, "node_modules"));
  symlinkSync(TYPESCRIPT, join(workspace.root, "node_modules/typescript"));
}

/** Runs git in the workspace and gives what it prints. */
export function git(workspace: TemporaryWorkspace, ...parameters: readonly string[]): string {
  return execFileSync("git", [...parameters], { cwd: workspace.root, encoding: "utf8" });
}

export function commitAll(workspace: TemporaryWorkspace, message: string): void {
  git(workspace, "add", "--all");
  git(workspace, "commit", "-q", "-m", message);
}
