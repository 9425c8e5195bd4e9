// `npm run release:version`: uses up the pending changesets, raising versions and writing changelogs.
import { spawnSync } from "node:child_process";
import { removeNotices } from "./unpublished.ts";

const { status } = spawnSync("changeset", ["version"], { stdio: "inherit", shell: process.platform === "win32" });
if (status !== 0) process.exit(status ?? 130);
removeNotices(process.cwd());
