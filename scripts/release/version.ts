// `npm run release:version`: uses up the pending changesets, raising versions and writing changelogs.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("changeset", ["version"], { stdio: "inherit", shell: process.platform === "win32" });
process.exit(status ?? 130);
