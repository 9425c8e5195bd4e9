// `npm run pack`: builds, makes a tarball of each published package, and says how to install them.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedPackages } from "./published-packages.ts";
import { installCommand, TARBALLS } from "./unpublished.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = publishedPackages(root);
rmSync(join(root, TARBALLS), { recursive: true, force: true });
const filters = packages.flatMap(({ manifest }) => ["--filter", manifest.name]);
const STEPS = [
  ["turbo", "run", "build", "--output-logs=errors-only", "--log-prefix=none"],
  ["pnpm", ...filters, "--recursive", "--silent", "pack", "--pack-destination", join(root, TARBALLS)],
];
for (const [command = "", ...args] of STEPS) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    process.exit(status ?? 130);
  }
}
console.log(`Made ${packages.length} tarballs. To install one, in the folder of your project:\n`);
for (const each of packages) console.log(`  ${installCommand(each, packages, join(root, TARBALLS))}`);
